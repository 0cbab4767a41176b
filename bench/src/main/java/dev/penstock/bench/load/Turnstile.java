package dev.penstock.bench.load;

/** Churners that wait for their next connection. */
final class Turnstile {
    private final Churner[] free;
    private int count;

    Turnstile(int most) {
        free = new Churner[most];
    }

    void add(Churner churner) {
        free[count++] = churner;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    /** The one that came last: its memory is the warmest. */
    Churner take() {
        return free[--count];
    }
}
