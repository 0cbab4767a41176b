package dev.penstock.bench.load;

import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What a load did, warm-up excluded.
 *
 * @param latencies nanoseconds from due to whole reply, every one
 * @param measured how long was counted
 * @param busy the part of that time in which the generator did not wait: near 1, it was the bottleneck
 */
public record LoadReport(
        Histogram latencies,
        Duration measured,
        double busy,
        long connectErrors,
        long sendErrors,
        long receiveErrors,
        long verifyErrors,
        long unanswered) {
    /** All of them. */
    public long errors() {
        return connectErrors + sendErrors + receiveErrors + verifyErrors + unanswered;
    }

    /** One line. */
    public String format() {
        return String.format(
                Locale.ROOT,
                "%.0f messages/s, latency us p50 %.0f p99 %.0f p99.9 %.0f max %.0f, generator busy %.0f %%, errors:"
                        + " connect %d send %d receive %d verify %d timeout %d",
                latencies.getTotalCount() / (measured.toNanos() / 1e9),
                micros(50),
                micros(99),
                micros(99.9),
                latencies.getMaxValue() / 1e3,
                busy * 100,
                connectErrors,
                sendErrors,
                receiveErrors,
                verifyErrors,
                unanswered);
    }

    private double micros(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }
}
