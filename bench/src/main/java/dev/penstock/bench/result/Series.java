package dev.penstock.bench.result;

import java.util.List;
import java.util.Objects;

/**
 * What was seen over time.
 *
 * @param name one of those below for samples of the server, a group of peers for delivery
 * @param unit as in {@link Figure}
 * @param seconds ascending, from the start of the load; all series and marks of a run count from the same moment
 * @param values as many, finite
 */
public record Series(String name, String unit, List<Double> seconds, List<Double> values) {
    /** The server's resident memory, in {@code B}. */
    public static final String RESIDENT = "resident";
    /** The kernel's memory for TCP, of the whole machine, in {@code B}. */
    public static final String KERNEL_TCP = "kernel TCP";
    /** Processor time of the server, in cores: 1 is one that is busy all the time. */
    public static final String CPU = "cpu";
    /** The server's threads. */
    public static final String THREADS = "threads";
    /** What all the server's threads allocate on the heap, in {@code B/s}. */
    public static final String ALLOCATION = "allocation";
    /** Time in garbage collection since the server's start, in {@code ms}. */
    public static final String GC = "gc";

    public Series {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        seconds = List.copyOf(seconds);
        values = List.copyOf(values);
        if (seconds.size() != values.size())
            throw new IllegalArgumentException("series " + name + " must have as many seconds as values");
        if (!seconds.stream().allMatch(Double::isFinite) || !values.stream().allMatch(Double::isFinite))
            throw new IllegalArgumentException("series " + name + " must have finite numbers");
    }
}
