package dev.penstock.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.HdrHistogram.Histogram;

/** Measures the generator itself, on its thread, so that nobody takes its limits for the server's. */
final class Meter {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Histogram lags = Latencies.empty(3);
    private boolean isOn;
    private long begun;
    private long nanos;
    private long waitedNanos;
    private long cpuNanos;
    private long processCpuNanos;

    void begin(long now) {
        isOn = true;
        begun = now;
        cpuNanos = -threadCpuNanos();
        processCpuNanos = -processCpuTime();
    }

    void end(long now) {
        if (!isOn) return;
        isOn = false;
        nanos = now - begun;
        cpuNanos += threadCpuNanos();
        processCpuNanos += processCpuTime();
    }

    boolean isOn() {
        return isOn;
    }

    void waited(long nanos) {
        if (isOn) waitedNanos += nanos;
    }

    /** Something due was begun so late. */
    void lag(long nanos) {
        if (isOn) lags.recordValue(Math.max(0, nanos));
    }

    GeneratorResult result(long messages) {
        if (nanos == 0) return new GeneratorResult(0, 0, 0, 0, 0, 0, 0);
        double busy = Math.max(0, 1 - (double) waitedNanos / nanos);
        double cpu = (double) cpuNanos / nanos;
        double spent = cpu > 0
                ? Math.min(busy, cpu)
                : busy; // who shares its core is busy longer, and who waits awake uses more CPU
        return new GeneratorResult(
                cpu,
                busy,
                spent == 0 ? 0 : messages / (nanos / 1e9) / spent,
                lags.getValueAtPercentile(50),
                lags.getValueAtPercentile(99),
                lags.getMaxValue(),
                processCpuNanos / 1e9);
    }

    private long threadCpuNanos() {
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : 0;
    }

    private static long processCpuTime() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
