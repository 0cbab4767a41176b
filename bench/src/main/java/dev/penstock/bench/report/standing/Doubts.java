package dev.penstock.bench.report.standing;

import dev.penstock.bench.result.Errors;
import dev.penstock.bench.result.Outcome;
import dev.penstock.bench.result.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What stands between a verdict and belief in it. */
final class Doubts {
    /** Of a core. A generator that is busier has no room left, and may be what was measured. */
    static final double BUSY_GENERATOR = 0.9;

    /** A millisecond: later than that, at the 99th percentile, the load was not the one that was asked for. */
    static final long LATE_NANOS = 1_000_000;

    private Doubts() {}

    static void about(Contest contest, List<String> notes) {
        generator(contest, notes);
        rounds(contest, notes);
        unavailable(contest, notes);
        for (Standing standing : contest.present()) errors(standing, notes);
    }

    static boolean couldHaveRun(Standing standing) {
        return standing.runs().stream().anyMatch(run -> run.outcome().kind() != Outcome.Kind.UNAVAILABLE);
    }

    private static void generator(Contest contest, List<String> notes) {
        List<String> busy = new ArrayList<>();
        List<String> late = new ArrayList<>();
        for (Standing standing : contest.present()) {
            double share = most(standing, run -> Math.round(run.generator().cpuShare() * 1000)) / 1000.0;
            if (share >= BUSY_GENERATOR)
                busy.add(standing.contender() + " (" + Math.round(share * 100) + " % of its core)");
            long lag = most(standing, run -> run.generator().lagP99Nanos());
            if (lag > LATE_NANOS) late.add(standing.contender() + " (" + Quantity.format(lag, "ns") + ")");
        }
        if (!busy.isEmpty())
            notes.add("The load generator was the bottleneck, or near it, with " + Words.list(busy)
                    + ": what the server can do beyond that was not seen.");
        if (!late.isEmpty())
            notes.add("The load was sent late, at the 99th percentile, with " + Words.list(late)
                    + "; latencies count from when it was due.");
    }

    private static long most(Standing standing, ToLongFunction<Run> figure) {
        return standing.runs().stream().mapToLong(figure).max().orElse(0);
    }

    private static void rounds(Contest contest, List<String> notes) {
        int missing = contest.planned() - contest.made();
        if (missing > 0)
            notes.add("Interrupted: " + contest.made() + " of " + contest.planned() + " planned runs were made.");
        List<String> single = contest.present().stream()
                .filter(standing -> standing.finished().size() == 1)
                .map(Standing::contender)
                .toList();
        if (!single.isEmpty())
            notes.add("One round only of " + Words.list(single)
                    + ": it has no spread, so a small difference may be chance.");
    }

    private static void unavailable(Contest contest, List<String> notes) {
        for (Standing standing : contest.present())
            if (!couldHaveRun(standing))
                notes.add(standing.contender() + " is not available here: "
                        + standing.runs().get(0).outcome().lastWords());
    }

    private static void errors(Standing standing, List<String> notes) {
        List<String> phases = new ArrayList<>();
        count(standing, Errors::connect, "connecting", phases);
        count(standing, Errors::send, "sending", phases);
        count(standing, Errors::receive, "receiving", phases);
        count(standing, Errors::verify, "verifying what came back", phases);
        count(standing, Errors::timeout, "waiting for what never came", phases);
        if (!phases.isEmpty()) notes.add("Errors with " + standing.contender() + ": " + Words.list(phases) + ".");
    }

    private static void count(Standing standing, ToLongFunction<Errors> phase, String name, List<String> phases) {
        long count = standing.runs().stream()
                .mapToLong(run -> phase.applyAsLong(run.errors()))
                .sum();
        if (count > 0) phases.add(Quantity.format(count, "") + " while " + name);
    }
}
