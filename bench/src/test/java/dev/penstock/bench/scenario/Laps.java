package dev.penstock.bench.scenario;

import dev.penstock.bench.load.GeneratorResult;
import dev.penstock.bench.load.GroupResult;
import dev.penstock.bench.load.LoadPlan;
import dev.penstock.bench.load.LoadResult;
import dev.penstock.bench.load.PeerGroup;
import dev.penstock.bench.load.PhaseErrors;
import dev.penstock.bench.result.Latency;
import dev.penstock.bench.work.Work;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Laps that nobody ran. */
public final class Laps {
    private Laps() {}

    /** Callers at a rate: how many replies were due, and the latencies of those that came. */
    public static Lap of(double rate, long expected, long... latencyNanos) {
        return of(LoadPlan.of(Work.ECHO, PeerGroup.callersAt(rate, 5, 64)), expected, new long[0], latencyNanos);
    }

    /** The same for any plan with one group, with what came in each tenth of a second. */
    public static Lap of(LoadPlan plan, long expected, long[] overTime, long... latencyNanos) {
        return new Lap(plan, result(plan.groups().get(0), expected, overTime, latencyNanos), NO_USE);
    }

    private static final ServerUse.Memory NONE = new ServerUse.Memory(0, 0);
    private static final ServerUse NO_USE = new ServerUse(1, NONE, NONE, 0, 0);

    public static LoadResult result(PeerGroup group, long expected, long[] overTime, long... latencyNanos) {
        Histogram latencies = new Histogram(3);
        for (long nanos : latencyNanos) latencies.recordValue(nanos);
        long received = latencyNanos.length;
        return new LoadResult(
                false,
                1,
                100,
                List.of(new GroupResult(
                        group.name(),
                        group.kind(),
                        group.connections(),
                        group.connections(),
                        group.connections(),
                        expected,
                        expected,
                        received,
                        expected - received,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        received,
                        new PhaseErrors(0, 0, 0, 0, expected - received),
                        "",
                        Latency.of("", latencies).encoded(),
                        Latency.of("", new Histogram(3)).encoded(),
                        overTime,
                        new long[0],
                        new long[0])),
                new GeneratorResult(1, 0.5, 0, 0, 0, 0, 0));
    }
}
