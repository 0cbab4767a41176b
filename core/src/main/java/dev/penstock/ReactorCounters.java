package dev.penstock;

import dev.penstock.metrics.Counters;

/** A reactor's counts. Whatever is counted, but for a turn itself, is progress. Owned by its thread, read by any. */
final class ReactorCounters {
    private final Counters metrics = new Counters(Metric.values().length);
    private final Counters closed = new Counters(CloseReason.values().length);
    private final SpinDetector spin;

    ReactorCounters(SpinDetector spin) {
        this.spin = spin;
    }

    void add(Metric metric, long amount) {
        metrics.add(metric.ordinal(), amount);
        spin.progressed();
    }

    /** A turn alone is no progress. */
    void addTurn() {
        metrics.add(Metric.TURNS.ordinal(), 1);
    }

    void addClosed(CloseReason reason) {
        add(Metric.CLOSED, 1);
        closed.add(reason.ordinal(), 1);
    }

    long get(Metric metric) {
        return metrics.get(metric.ordinal());
    }

    /** All of them now, what follows before what it follows from: nobody has gone who has not come. Any thread. */
    ReactorSnapshot snapshot(long poolUsed, LongestTurn longestTurn) {
        long[] reasons = new long[CloseReason.values().length];
        for (int i = 0; i < reasons.length; i++) reasons[i] = closed.get(i);
        long[] values = new long[Metric.values().length];
        for (int i = values.length - 1; i >= 0; i--) values[i] = metrics.get(i);
        values[Metric.POOL_USED.ordinal()] = poolUsed;
        return new ReactorSnapshot(values, reasons, longestTurn);
    }
}
