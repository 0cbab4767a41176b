package dev.penstock.sim;

import dev.penstock.NanoClock;

/** Time that passes only when the simulation says so. */
public final class VirtualClock implements NanoClock {
    private final long origin;
    private long elapsed;

    /**
     * @param origin what {@link #nanoTime()} reads at the beginning; close to the overflow is best, for only differences count
     */
    public VirtualClock(long origin) {
        this.origin = origin;
    }

    @Override
    public long nanoTime() {
        return origin + elapsed;
    }

    /** Nanoseconds since the beginning. */
    public long elapsed() {
        return elapsed;
    }

    void advance(long nanos) {
        elapsed += nanos;
    }

    void advanceTo(long moment) {
        if (moment > elapsed) elapsed = moment;
    }
}
