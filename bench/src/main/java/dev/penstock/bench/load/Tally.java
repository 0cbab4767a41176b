package dev.penstock.bench.load;

import dev.penstock.SafeText;
import org.HdrHistogram.Histogram;

/** What is counted of one group while it runs. */
final class Tally {
    final Histogram latency = Latencies.empty(3);
    final Histogram connectTime = Latencies.empty(3);
    final OverTime overTime;
    private final Window window;
    private final long[] errors = new long[Phase.values().length];
    private String firstError = "";

    long connected; // in all; of churners in the measured time
    long received; // replies or deliveries of the measured time
    long lost; // of the measured time, under way on connections that failed; of callers in a closed loop only
    long lostUnsent; // of those churners have lost, the ones not wholly sent
    long told; // lines of which the server said that they were missed
    long garbled;
    long duplicated;
    long reordered;
    long notices;
    long bytesSent;
    long bytesReceived;

    Tally(Window window, OverTime overTime) {
        this.window = window;
        this.overTime = overTime;
    }

    /** A reply or a delivery has come. */
    void arrived(long due, long now, boolean counts) {
        long latencyNanos = Math.max(0, now - due);
        overTime.add(now, latencyNanos);
        if (!counts) return;
        received++;
        latency.recordValue(latencyNanos);
    }

    boolean counts(long at) {
        return window.counts(at);
    }

    void failed(Phase phase, String why) {
        errors[phase.ordinal()]++;
        if (firstError.isEmpty())
            firstError = SafeText.escape(phase.name().toLowerCase(java.util.Locale.ROOT) + ": " + why);
    }

    String firstError() {
        return firstError;
    }

    /** Errors of a group that is measured; of another only that it could not connect. */
    PhaseErrors errors(boolean isMeasured, long timeouts) {
        long connect = errors[Phase.CONNECT.ordinal()];
        if (!isMeasured) return new PhaseErrors(connect, 0, 0, 0, 0);
        return new PhaseErrors(
                connect,
                errors[Phase.SEND.ordinal()],
                errors[Phase.RECEIVE.ordinal()],
                errors[Phase.VERIFY.ordinal()] + garbled + duplicated + reordered,
                timeouts);
    }
}
