package dev.penstock;

/** From nothing to about a microsecond, another time in each race, so that both sides meet at any of their steps. */
final class Delay {
    private static final int STEPS = 64;
    private static int races;

    private final int steps = races++ % STEPS; // whether it is exactly the next one matters to nobody

    void pass() {
        for (int i = 0; i < steps; i++) Thread.onSpinWait();
    }
}
