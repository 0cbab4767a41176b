package dev.penstock.bench.scenario;

import dev.penstock.bench.load.GroupResult;
import dev.penstock.bench.load.LoadPlan;
import dev.penstock.bench.load.LoadResult;
import dev.penstock.bench.result.Latency;
import java.util.List;
import org.HdrHistogram.Histogram;

/** One load that a server went through: what was to be done, what came of it, and what the server used for it. */
public record Lap(LoadPlan plan, LoadResult result, ServerUse use) {
    /** The groups whose replies were checked. */
    public List<GroupResult> measured() {
        return result.groups().stream()
                .filter(group -> group.kind().isMeasured())
                .toList();
    }

    /** Replies or deliveries that were due. */
    public long expected() {
        return measured().stream().mapToLong(GroupResult::expected).sum();
    }

    /** Of those, how many came. */
    public long received() {
        return measured().stream().mapToLong(GroupResult::received).sum();
    }

    double perSecond() {
        return result.perSecond();
    }

    /** Latencies of all that came, of all measured groups. */
    Histogram latencies() {
        Histogram all = new Histogram(3);
        for (GroupResult group : measured()) all.add(new Latency(group.name(), group.latency()).histogram());
        return all;
    }

    /**
     * A percentile of the latencies of all that was due: what never came is later than everything.
     *
     * @param percentile above 0, below 100
     * @return nanoseconds; infinite if too much is missing for a number, NaN if nothing was due
     */
    double latencyNanos(double percentile) {
        if (expected() == 0) return Double.NaN;
        double ofReceived = percentile * expected() / received(); // infinite if nothing came
        return ofReceived > 100 ? Double.POSITIVE_INFINITY : latencies().getValueAtPercentile(ofReceived);
    }

    /** Whether messages were due whether or not answers came. */
    public boolean isOpenLoop() {
        return plan.groups().stream().anyMatch(group -> group.kind().isMeasured() && group.perSecond() > 0);
    }

    /** The longest time in which none of the measured peers got anything, in milliseconds. */
    double longestSilenceMillis() {
        long longest = 0;
        for (int from = 0; from < steps(); from += 1 + silentFrom(from)) longest = Math.max(longest, silentFrom(from));
        return longest * result.bucketMillis();
    }

    /**
     * For how long, up to the end of the measured time, none of the measured peers got anything, in milliseconds; 0 if something came
     * afterwards.
     */
    public double lastSilenceMillis() {
        for (GroupResult group : measured())
            for (int step = steps(); step < group.receivedOverTime().length; step++)
                if (group.receivedOverTime()[step] > 0) return 0;
        int from = steps();
        while (from > 0 && receivedIn(from - 1) == 0) from--;
        return (steps() - from) * result.bucketMillis();
    }

    private int steps() {
        return (int) Math.round(result.measuredSeconds() * 1000 / result.bucketMillis());
    }

    private int silentFrom(int step) {
        int end = step;
        while (end < steps() && receivedIn(end) == 0) end++;
        return end - step;
    }

    private long receivedIn(int step) {
        long sum = 0;
        for (GroupResult group : measured()) {
            long[] steps = group.receivedOverTime();
            if (step < steps.length) sum += steps[step];
        }
        return sum;
    }
}
