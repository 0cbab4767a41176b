package dev.penstock.bench.result;

/**
 * Whether the load generator kept up with what it was to do.
 *
 * @param cpuShare of the busiest of its processes, 0 to 1 of a core
 * @param lagP99Nanos how late messages were sent that were due, 99th percentile; 0 in a closed loop
 * @param lagMaxNanos the latest of them
 */
public record GeneratorLoad(double cpuShare, long lagP99Nanos, long lagMaxNanos) {
    /** Nothing was sent. */
    public static final GeneratorLoad NONE = new GeneratorLoad(0, 0, 0);

    public GeneratorLoad {
        if (!Double.isFinite(cpuShare)) throw new IllegalArgumentException("cpuShare must be a finite number");
    }
}
