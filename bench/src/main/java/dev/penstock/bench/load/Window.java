package dev.penstock.bench.load;

/** When the warm-up began, and which time is measured. All in {@code System.nanoTime()}. */
final class Window {
    private long start;
    private long countFrom;
    private long end;

    void begin(long now, long warmUpMillis, long measuredMillis) {
        start = now;
        countFrom = now + warmUpMillis * 1_000_000;
        end = countFrom + measuredMillis * 1_000_000;
    }

    /** Nothing from now on counts. */
    void cut(long now) {
        if (now - end < 0) end = now - countFrom < 0 ? countFrom : now;
    }

    long start() {
        return start;
    }

    long countFrom() {
        return countFrom;
    }

    long end() {
        return end;
    }

    boolean counts(long at) {
        return at - countFrom >= 0 && at - end < 0;
    }

    double seconds() {
        return (end - countFrom) / 1e9;
    }

    /** Milliseconds since the measured time began; negative during the warm-up. */
    long millis(long at) {
        return Math.floorDiv(at - countFrom, 1_000_000);
    }
}
