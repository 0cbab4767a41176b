package dev.penstock.bench.run;

import dev.penstock.bench.load.LoadPlan;
import dev.penstock.bench.load.LoadResult;
import dev.penstock.bench.load.PeerGroup;
import dev.penstock.bench.result.Figure;
import dev.penstock.bench.result.Figure.Better;
import dev.penstock.bench.result.Latency;
import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.util.List;

/**
 * What the generator does against a sink in its own process, which does nothing but send back. A contender that comes near is as
 * fast as can be seen here.
 */
final class SelfTest {
    /** How long each of its two loads is measured, at most. */
    private static final double SECONDS = 0.6;

    private static final double START_SECONDS = 0.5; // of a JVM

    private static final int CONNECTIONS = 50;
    private static final int SIZE = 64;
    private static final int RATE = 10_000;

    private SelfTest() {}

    /** How long it takes, about, where loads of the scenarios are measured for so long. */
    static double seconds(double measured) {
        return START_SECONDS + 4 * Math.min(SECONDS, measured);
    }

    static List<Figure> run(List<String> command, Stop stop, double measured) throws IOException, InterruptedException {
        long millis = Math.round(1000 * Math.min(SECONDS, measured));
        try (var load = new LoadProcesses(command, stop)) {
            LoadResult most = load.drive(plan(PeerGroup.callers(CONNECTIONS, SIZE, 1), millis), event -> {});
            LoadResult paced = load.drive(plan(PeerGroup.callersAt(RATE, CONNECTIONS, SIZE), millis), event -> {});
            var latency =
                    new Latency("", paced.groups().get(0).latency()).histogram().getValueAtPercentile(99);
            return List.of(
                    new Figure("messages per second", most.perSecond(), "messages/s", Better.HIGHER),
                    new Figure("p99 at " + RATE + "/s", latency, "ns", Better.LOWER));
        } catch (Failure e) {
            return List.of();
        }
    }

    private static LoadPlan plan(PeerGroup group, long millis) {
        return LoadPlan.of(Work.ECHO, group).lasting(millis, millis, LoadPlan.DRAIN_MILLIS);
    }
}
