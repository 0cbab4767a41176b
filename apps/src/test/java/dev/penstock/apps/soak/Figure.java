package dev.penstock.apps.soak;

import java.util.function.ToDoubleFunction;

/**
 * What is watched, and how fast it may grow. There are some sixty visits a second, two hundred thousand in an hour: what each of
 * them, or each thousandth, leaves behind comes to more than these bounds.
 *
 * <p>The allowance is for what grows once and not for ever, however long the soak is: what the JVM loads and compiles late, and
 * the 4 MiB of chunks that the pool keeps.
 */
enum Figure {
    /** Ten bytes a visit: the smallest object has sixteen. */
    HEAP("heap, MiB", 2, 2, sample -> mebibytes(sample.gauges().heapBytes())),
    /** The smallest chunk, of 1 KiB, for each two-hundredth visit. */
    DIRECT("direct memory, MiB", 1, 4.5, sample -> mebibytes(sample.gauges().directBytes())),
    /** One for each ten-thousandth visit. */
    DESCRIPTORS("descriptors", 20, 5, sample -> sample.gauges().descriptors()),
    /** The JVM's own memory goes on growing for some minutes, by code, profiles and what its allocator keeps in pieces. */
    RESIDENT("resident, MiB", 16, 32, sample -> mebibytes(sample.residentBytes())),
    /** Work that grows with the visits that are over would show; what else the machine has to do would, too. */
    MEDIAN("latency p50, ms", 2, 2, sample -> sample.latencyMillis(50)),
    /** The same, and more of the latter. */
    TAIL("latency p99, ms", 20, 20, sample -> sample.latencyMillis(99));

    private final String title;
    private final double perHour;
    private final double allowance;
    private final ToDoubleFunction<Sample> value;

    Figure(String title, double perHour, double allowance, ToDoubleFunction<Sample> value) {
        this.title = title;
        this.perHour = perHour;
        this.allowance = allowance;
        this.value = value;
    }

    private static double mebibytes(long bytes) {
        return bytes / 1024.0 / 1024.0;
    }

    String title() {
        return title;
    }

    double of(Sample sample) {
        return value.applyAsDouble(sample);
    }

    /** The steepest slope, in units an hour, that is none to speak of in so many seconds. */
    double bound(double seconds) {
        return perHour + allowance / (seconds / 3600);
    }
}
