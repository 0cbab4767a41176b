package dev.penstock.bench.run;

import dev.penstock.bench.load.LoadEvent;
import dev.penstock.bench.load.LoadPlan;
import dev.penstock.bench.load.LoadResult;
import dev.penstock.bench.load.PlanJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The load's side: one process, or several when it has more connections than one can have. They stay for all loads of a
 * course, so that only the first one meets a cold JVM.
 */
final class LoadProcesses implements AutoCloseable {
    private static final String RESULT = "result";

    /** For connecting and for being late; a load ends by itself before. */
    private static final double GRACE_SECONDS = 10;

    private static final double CONNECTIONS_PER_SECOND = 500; // far fewer than any machine makes

    /** Told what happens, at its moment. */
    @FunctionalInterface
    interface Events {
        void on(String event) throws InterruptedException;
    }

    private final List<String> command;
    private final Stop stop;
    private final List<ChildProcess> processes = new ArrayList<>();

    LoadProcesses(List<String> command, Stop stop) throws IOException {
        this.command = command;
        this.stop = stop;
        start();
    }

    private void start() throws IOException {
        processes.add(stop.watch(ChildProcess.start("load", command)));
    }

    /**
     * Loads a server, and returns when that is done.
     *
     * @param onEvent told of each event of the first process at its moment: they keep the same times
     */
    LoadResult drive(LoadPlan plan, Events onEvent) throws Failure, IOException, InterruptedException {
        List<LoadPlan> parts = LoadSplit.of(plan);
        while (processes.size() < parts.size()) start();
        long deadline = System.nanoTime() + (long) (mostSeconds(plan) * 1e9);
        for (int i = 0; i < parts.size(); i++) processes.get(i).say(PlanJson.of(parts.get(i)));
        List<LoadResult> results = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++)
            results.add(result(processes.get(i), deadline, i == 0 ? onEvent : event -> {}));
        return LoadSum.of(results);
    }

    private static double mostSeconds(LoadPlan plan) {
        long millis = plan.connectMillis() + plan.warmUpMillis() + plan.measuredMillis() + plan.drainMillis();
        return millis / 1e3 + plan.connections() / CONNECTIONS_PER_SECOND + GRACE_SECONDS;
    }

    private static LoadResult result(ChildProcess process, long deadline, Events onEvent)
            throws Failure, InterruptedException {
        while (true) {
            String line = process.nextLine(deadline);
            try {
                LoadEvent event = PlanJson.event(line);
                if (RESULT.equals(event.event())) return PlanJson.result(line);
                if (event.event() != null) onEvent.on(event.event());
            } catch (IllegalArgumentException e) {
                throw new Failure(Failure.Kind.GARBAGE, "load said something that is no event" + process.lastWords());
            }
        }
    }

    /** Ends them. */
    @Override
    public void close() {
        processes.forEach(ChildProcess::close);
    }
}
