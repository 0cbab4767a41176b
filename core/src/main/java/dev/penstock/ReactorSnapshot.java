package dev.penstock;

/**
 * A reactor's counts at one moment. Each figure is true for some moment during the call that took the snapshot; together they
 * are not one cut. But no more connections have ended than had begun, and for their reasons no more than in all.
 */
public final class ReactorSnapshot {
    private final long[] values;
    private final long[] closed;
    private final LongestTurn longestTurn;

    ReactorSnapshot(long[] values, long[] closed, LongestTurn longestTurn) {
        this.values = values;
        this.closed = closed;
        this.longestTurn = longestTurn;
    }

    /**
     * A count.
     *
     * @param metric which
     * @return its value
     */
    public long get(Metric metric) {
        return values[metric.ordinal()];
    }

    /**
     * How many connections ended for a reason.
     *
     * @param reason the reason
     * @return their number since the reactor was opened
     */
    public long closed(CloseReason reason) {
        return closed[reason.ordinal()];
    }

    /**
     * The longest turn since the reactor was opened, or since {@link Reactor#resetLongestTurn()}.
     *
     * @return the turn
     */
    public LongestTurn longestTurn() {
        return longestTurn;
    }
}
