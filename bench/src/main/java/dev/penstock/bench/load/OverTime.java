package dev.penstock.bench.load;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** What came in each step of time since the measured time began. */
final class OverTime {
    private final long stepNanos;
    private final long[] received;
    private final long[] maxNanos;
    private final long[] p99Nanos;
    private final Histogram step = Latencies.empty(2);
    private int at;
    private long begin;
    private long stepEnd;

    OverTime(long millis, long stepMillis) {
        stepNanos = stepMillis * 1_000_000;
        int steps = (int) (millis / stepMillis) + 1;
        received = new long[steps];
        maxNanos = new long[steps];
        p99Nanos = new long[steps];
    }

    void begin(long countFrom) {
        begin = countFrom;
        stepEnd = countFrom + stepNanos;
    }

    void add(long now, long latencyNanos) {
        if (now - begin < 0) return;
        if (now - stepEnd >= 0) advance(now);
        received[at]++;
        step.recordValue(latencyNanos);
        if (latencyNanos > maxNanos[at]) maxNanos[at] = latencyNanos;
    }

    private void advance(long now) {
        endStep();
        at = (int) Math.min(received.length - 1, (now - begin) / stepNanos);
        stepEnd = begin + (at + 1) * stepNanos;
    }

    private void endStep() {
        if (step.getTotalCount() == 0) return;
        p99Nanos[at] = Math.min(maxNanos[at], step.getValueAtPercentile(99));
        step.reset();
    }

    /** Nothing comes any more: the steps until now are those that there are. */
    int end(long now) {
        endStep();
        long steps = Math.max(0, (now - begin + stepNanos - 1) / stepNanos);
        return (int) Math.max(at + 1, Math.min(received.length, steps));
    }

    long[] received(int steps) {
        return Arrays.copyOf(received, steps);
    }

    long[] maxNanos(int steps) {
        return Arrays.copyOf(maxNanos, steps);
    }

    long[] p99Nanos(int steps) {
        return Arrays.copyOf(p99Nanos, steps);
    }
}
