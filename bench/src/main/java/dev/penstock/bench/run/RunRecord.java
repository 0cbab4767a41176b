package dev.penstock.bench.run;

import dev.penstock.bench.load.GroupResult;
import dev.penstock.bench.load.PeerGroup;
import dev.penstock.bench.load.PeerKind;
import dev.penstock.bench.load.PhaseErrors;
import dev.penstock.bench.result.Errors;
import dev.penstock.bench.result.GeneratorLoad;
import dev.penstock.bench.result.Mark;
import dev.penstock.bench.result.Outcome;
import dev.penstock.bench.result.Run;
import dev.penstock.bench.result.Series;
import dev.penstock.bench.scenario.Findings;
import dev.penstock.bench.scenario.Lap;
import java.util.ArrayList;
import java.util.List;

/** Writes down what came of a round. All times count from the moment when the first load began to connect. */
final class RunRecord {
    private RunRecord() {}

    static Run failed(PlannedRun planned, String serverJdk, Outcome outcome) {
        return of(
                planned,
                serverJdk,
                outcome,
                new Findings(),
                Errors.NONE,
                GeneratorLoad.NONE,
                List.of(),
                List.of(),
                List.of());
    }

    static Run of(
            PlannedRun planned,
            String serverJdk,
            Outcome outcome,
            List<Lap> laps,
            List<LapTimes> times,
            ServerSampler sampler) {
        if (laps.isEmpty()) return failed(planned, serverJdk, outcome);
        boolean isWhole = planned.scenario().begin().next(laps).isEmpty();
        long zero = times.get(0).before();
        Lap last = laps.get(laps.size() - 1);
        double start = (times.get(laps.size() - 1).start() - zero) / 1e9;
        return of(
                planned,
                serverJdk,
                outcome,
                isWhole ? planned.scenario().findings(laps) : new Findings(),
                errors(laps),
                generator(laps),
                sampler.series(zero),
                delivery(last, start),
                marks(last, start));
    }

    private static Run of(
            PlannedRun planned,
            String serverJdk,
            Outcome outcome,
            Findings findings,
            Errors errors,
            GeneratorLoad generator,
            List<Series> samples,
            List<Series> delivery,
            List<Mark> marks) {
        return new Run(
                planned.scenario().name(),
                planned.contender().toString(),
                planned.round(),
                serverJdk,
                outcome,
                findings.figures(),
                findings.latencies(),
                errors,
                generator,
                samples,
                delivery,
                marks);
    }

    private static Errors errors(List<Lap> laps) {
        long connect = 0;
        long send = 0;
        long receive = 0;
        long verify = 0;
        long timeout = 0;
        for (Lap lap : laps) {
            PhaseErrors errors = lap.result().errors();
            connect += errors.connect();
            send += errors.send();
            receive += errors.receive();
            verify += errors.verify();
            timeout += errors.timeout();
        }
        return new Errors(connect, send, receive, verify, timeout);
    }

    /** The worst of all laps. What counts is how long it worked: one that waits awake uses all of its core. */
    private static GeneratorLoad generator(List<Lap> laps) {
        double busy = 0;
        long lagP99 = 0;
        long lagMax = 0;
        for (Lap lap : laps) {
            var generator = lap.result().generator();
            busy = Math.max(busy, generator.busyShare());
            lagP99 = Math.max(lagP99, generator.lagP99Nanos());
            lagMax = Math.max(lagMax, generator.lagMaxNanos());
        }
        return new GeneratorLoad(Double.isFinite(busy) ? busy : 0, lagP99, lagMax);
    }

    private static List<Series> delivery(Lap lap, double start) {
        double step = lap.result().bucketMillis() / 1e3;
        List<Series> delivery = new ArrayList<>();
        for (GroupResult group : lap.measured()) {
            List<Double> seconds = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            for (int i = 0; i < group.receivedOverTime().length; i++) {
                seconds.add(start + i * step);
                values.add(group.receivedOverTime()[i] / step);
            }
            delivery.add(new Series(group.name(), "messages/s", seconds, values));
        }
        return delivery;
    }

    private static List<Mark> marks(Lap lap, double start) {
        List<Mark> marks = new ArrayList<>();
        for (PeerGroup group : lap.plan().groups()) {
            double at = start + group.fromMillis() / 1e3;
            if (group.kind() == PeerKind.STALLER) marks.add(new Mark(at, group.connections() + " peers stop reading"));
            if (group.kind() == PeerKind.FLOODER)
                marks.add(new Mark(at, group.connections() + " peers begin to send and never read"));
        }
        return marks;
    }
}
