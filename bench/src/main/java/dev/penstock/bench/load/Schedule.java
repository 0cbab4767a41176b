package dev.penstock.bench.load;

/**
 * When each message of an open loop is due. It follows from its number alone: nothing is kept for those that wait, and a late turn
 * delays nothing that is due after it.
 */
final class Schedule {
    private final double intervalNanos;
    private long start;
    private long next;

    Schedule(double perSecond) {
        intervalNanos = 1e9 / perSecond;
    }

    void begin(long now) {
        start = now;
    }

    long due(long number) {
        return start + (long) (number * intervalNanos);
    }

    /** The first that is due then or later. */
    long firstFrom(long time) {
        long number = Math.max(0, (long) ((time - start) / intervalNanos));
        while (number > 0 && due(number - 1) - time >= 0) number--;
        while (due(number) - time < 0) number++;
        return number;
    }

    /** When the next one is due that has not been taken. */
    long nextDue() {
        return due(next);
    }

    /** How many have been taken. */
    long taken() {
        return next;
    }

    /** Takes the next one. */
    long take() {
        return next++;
    }
}
