package dev.penstock.apps.soak;

import dev.penstock.apps.Gauges;
import org.HdrHistogram.Histogram;

/**
 * What was found at one moment.
 *
 * @param seconds since the first line was due
 * @param gauges of the server
 * @param residentBytes of its memory
 * @param latencies in nanoseconds, of what was delivered since the sample before
 */
record Sample(double seconds, Gauges gauges, long residentBytes, Histogram latencies) {
    double latencyMillis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }
}
