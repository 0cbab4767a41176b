package dev.penstock.bench.load;

/**
 * Whether the generator was the bottleneck, in the measured time.
 *
 * @param cpuShare CPU time of the generator's thread, divided by the time that passed. In an open loop the generator waits awake for
 *     what is due within a millisecond, so this may be near 1 though it has nothing to do
 * @param busyShare the part of the time in which it worked, rather than waited, asleep or awake: near 1, it was the bottleneck
 * @param ceilingPerSecond replies and deliveries a second, as in {@code LoadResult.perSecond}, that it
 *     could have had at this cost a message: what it did, divided by the smaller of the two shares
 * @param lagP50Nanos of open loops: how late the generator got round to what was due, nanoseconds; 0 if nothing was
 * @param lagP99Nanos the 99th percentile of the same
 * @param lagMaxNanos the longest of the same
 * @param processCpuSeconds CPU time of the generator's whole process, compiler and collector included
 */
public record GeneratorResult(
        double cpuShare,
        double busyShare,
        double ceilingPerSecond,
        long lagP50Nanos,
        long lagP99Nanos,
        long lagMaxNanos,
        double processCpuSeconds) {}
