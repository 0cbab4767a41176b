package dev.penstock.bench.run;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.report.standing.Quantity;
import dev.penstock.bench.result.Figure;
import dev.penstock.bench.result.Outcome;
import dev.penstock.bench.result.Run;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs a plan, one round after the other, until its end, until its time is up, or until it is stopped. */
final class Runner {
    private static final int MAX_WORDS = 160; // of a server's last ones in a line of progress

    private final Programs programs;
    private final Stop stop;
    private final String serverJdk;
    private final double mostSeconds;
    private final long begun = System.nanoTime();
    private final Map<Contender, Outcome> unavailable = new EnumMap<>(Contender.class);

    /**
     * Begins to count the time.
     *
     * @param mostSeconds nothing is begun that would end later, by its estimate
     */
    Runner(Programs programs, Stop stop, String serverJdk, double mostSeconds) {
        this.mostSeconds = mostSeconds;
        this.programs = programs;
        this.stop = stop;
        this.serverJdk = serverJdk;
    }

    /** What to do with each round that has ended. */
    @FunctionalInterface
    interface Ended {
        void accept(Run run) throws IOException;
    }

    void run(List<PlannedRun> plan, Progress progress, TimeLeft timeLeft, Ended ended)
            throws IOException, InterruptedException {
        for (PlannedRun planned : plan) {
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (stop.isWanted() || seconds + planned.seconds() > mostSeconds) return;
            progress.begin(planned);
            timeLeft.begin(planned);
            Optional<Run> run = run(planned);
            timeLeft.end();
            if (run.isEmpty()) return;
            progress.end(planned, words(planned, run.get()));
            ended.accept(run.get());
        }
    }

    private Optional<Run> run(PlannedRun planned) throws IOException, InterruptedException {
        // What was not to be had a minute ago is not to be had now.
        Outcome known = unavailable.get(planned.contender());
        if (known != null) return Optional.of(RunRecord.failed(planned, serverJdk, known));
        Optional<Run> run = new Round(programs, stop, serverJdk, planned).run();
        run.map(Run::outcome)
                .filter(outcome -> outcome.kind() == Outcome.Kind.UNAVAILABLE)
                .ifPresent(outcome -> unavailable.put(planned.contender(), outcome));
        return run;
    }

    private static String words(PlannedRun planned, Run run) {
        String figures = run.figures().stream()
                .filter(figure -> planned.scenario().judgedBy().contains(figure.name()))
                .map(Runner::words)
                .collect(Collectors.joining(", "));
        if (run.outcome().isOk()) return figures;
        String last = run.outcome().lastWords();
        String how = run.outcome().kind().name().toLowerCase(java.util.Locale.ROOT);
        return how
                + (figures.isEmpty() ? "" : "; " + figures)
                + (last.isEmpty()
                        ? ""
                        : ": " + (last.length() > MAX_WORDS ? last.substring(0, MAX_WORDS) + "…" : last));
    }

    private static String words(Figure figure) {
        return figure.name() + " " + Quantity.format(figure.value(), figure.unit());
    }
}
