package dev.penstock.bench.run;

/**
 * When the parts of a lap began, on the scale of {@link System#nanoTime()}.
 *
 * @param before just before the load was told to connect
 * @param start of the measured time
 */
record LapTimes(long before, long start) {}
