package dev.penstock.bench.run;

import dev.penstock.bench.load.LoadPlan;
import dev.penstock.bench.load.LoadResult;
import dev.penstock.bench.result.Outcome;
import dev.penstock.bench.result.Run;
import dev.penstock.bench.scenario.Course;
import dev.penstock.bench.scenario.Lap;
import dev.penstock.bench.scenario.ServerUse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts one contender through one scenario, in processes of its own that are gone when it is over. */
final class Round {
    private final Programs programs;
    private final Stop stop;
    private final String serverJdk;
    private final PlannedRun planned;
    private final List<Lap> laps = new ArrayList<>();
    private final List<LapTimes> times = new ArrayList<>();

    Round(Programs programs, Stop stop, String serverJdk, PlannedRun planned) {
        this.programs = programs;
        this.stop = stop;
        this.serverJdk = serverJdk;
        this.planned = planned;
    }

    /**
     * Runs it.
     *
     * @return what came of it, if only that it failed; empty if it was stopped
     * @throws IOException if a process cannot be started, or the load fails by itself; the message is for people
     */
    Optional<Run> run() throws IOException, InterruptedException {
        Run run;
        try (Server server = Server.start(
                        programs, stop, planned.contender(), planned.scenario().work());
                LoadProcesses load = new LoadProcesses(programs.load(), stop)) {
            run = run(server, load);
        }
        return stop.isWanted() ? Optional.empty() : Optional.of(run);
    }

    private Run run(Server server, LoadProcesses load) throws IOException, InterruptedException {
        int port;
        try {
            port = server.awaitReady();
        } catch (Failure e) {
            return RunRecord.failed(planned, serverJdk, e.outcome());
        }
        try (var sampler = new ServerSampler(server.process())) {
            Outcome outcome = drive(server, load, sampler, port);
            return RunRecord.of(planned, serverJdk, outcome, laps, times, sampler);
        }
    }

    private Outcome drive(Server server, LoadProcesses load, ServerSampler sampler, int port)
            throws IOException, InterruptedException {
        Course course = planned.scenario().begin();
        try {
            while (true) {
                Optional<LoadPlan> next = course.next(laps);
                if (next.isEmpty()) return Outcomes.of(server.lastWords(), laps);
                lap(next.get().to("127.0.0.1", port), load, sampler);
                if (!server.isAlive()) return server.died().outcome();
            }
        } catch (Failure e) {
            if (!server.isAlive()) return server.died().outcome();
            if (e.kind() == Failure.Kind.FROZE || stop.isWanted()) return e.outcome();
            throw new IOException(e.getMessage(), e); // the load's own fault, which no contender is to be charged with
        }
    }

    private void lap(LoadPlan plan, LoadProcesses load, ServerSampler sampler)
            throws Failure, IOException, InterruptedException {
        boolean hasQuietPeers = plan.holdMillis() > 0;
        double settledBefore = hasQuietPeers ? sampler.settle() : Double.NaN;
        double[] settledAfter = {Double.NaN};
        long before = sampler.sample();
        long[] moments = {before, before};
        LoadResult result = load.drive(plan, event -> {
            if (event.equals("measuring")) moments[0] = moments[1] = sampler.sample();
            if (event.equals("draining")) moments[1] = sampler.sample();
            if (event.equals("draining") && hasQuietPeers) settledAfter[0] = sampler.settle();
        });
        times.add(new LapTimes(before, moments[0]));
        var used = sampler.used(moments[0], moments[1]);
        laps.add(new Lap(
                plan,
                result,
                new ServerUse(used.cpuCores(), used.start(), used.peak(), settledBefore, settledAfter[0])));
    }
}
