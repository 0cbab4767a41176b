package dev.penstock.bench.report;

import dev.penstock.bench.report.standing.Contest;
import dev.penstock.bench.report.standing.Relation;
import dev.penstock.bench.report.standing.Standing;
import dev.penstock.bench.result.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What changed between two runs, A and B, for a terminal. */
final class Comparison {
    private final Results a;
    private final Results b;
    private final StringBuilder out = new StringBuilder();
    private final int[] counts = new int[Relation.values().length];

    private Comparison(Results a, Results b) {
        this.a = a;
        this.b = b;
    }

    /** Lines, each with its end. */
    static String of(Results a, Results b) {
        return new Comparison(a, b).write();
    }

    private String write() {
        heading("A", a);
        heading("B", b);
        differ("machines", Results::machine);
        differ("pinning", Results::pinning);
        differ("load JDKs", Results::loadJdk);
        line("");
        List<Contest> before = Contest.of(a).stream().filter(Contest::wasRun).toList();
        List<Contest> after = Contest.of(b).stream().filter(Contest::wasRun).toList();
        for (Contest contest : before) find(after, contest).ifPresent(other -> write(contest, other));
        only("A", before, after);
        only("B", after, before);
        line("Figures: " + counts[Relation.BETTER.ordinal()] + " better, " + counts[Relation.WORSE.ordinal()]
                + " worse, " + counts[Relation.ALIKE.ordinal()] + " within the spread.");
        return out.toString();
    }

    private void heading(String name, Results results) {
        line(name + ": " + Facts.date(results.startedAt()) + ", " + results.version() + ", " + results.commandLine()
                + (results.interrupted() ? ", interrupted" : ""));
    }

    private void differ(String what, Function<Results, Object> of) {
        if (!of.apply(a).equals(of.apply(b))) line("The " + what + " differ: a change may be theirs.");
    }

    private static Optional<Contest> find(List<Contest> contests, Contest like) {
        return contests.stream()
                .filter(contest ->
                        contest.scenario().name().equals(like.scenario().name()))
                .findFirst();
    }

    private void write(Contest before, Contest after) {
        line(before.scenario().name());
        if (!before.scenario().parameters().equals(after.scenario().parameters()))
            line("  The parameters differ: A " + before.scenario().parameters() + ", B "
                    + after.scenario().parameters() + ".");
        var table = new TextTable(2, "contender", "figure", "A", "B", "B / A", "");
        List<String> words = new ArrayList<>();
        for (Standing was : before.present()) {
            Optional<Standing> is = after.standing(was.contender());
            if (after.hasRun(was.contender())) write(before, was, is.orElseThrow(), table, words);
        }
        out.append(table.format("  "));
        words.forEach(this::line);
        line("");
    }

    private void write(Contest before, Standing was, Standing is, TextTable table, List<String> words) {
        for (Change change : Change.of(before, was, is)) {
            if (change.isComparable()) counts[change.relation().ordinal()]++;
            table.row(
                    was.contender(),
                    change.figure().name(),
                    TextReport.cell(change.before(), change.figure()),
                    TextReport.cell(change.after(), change.figure()),
                    change.ratio(),
                    change.conclusion());
        }
        if (!was.failures().equals(is.failures()))
            words.add("  " + was.contender() + ": in A it " + ended(was) + ", in B it " + ended(is) + ".");
        String jdkA = was.runs().get(0).serverJdk();
        String jdkB = is.runs().get(0).serverJdk();
        if (!jdkA.equals(jdkB))
            words.add("  " + was.contender() + " ran on JDK " + jdkA + " in A and " + jdkB + " in B.");
    }

    private static String ended(Standing standing) {
        return standing.failures().isEmpty() ? "ended every round" : standing.failures();
    }

    /** Scenarios and contenders that only one has. */
    private void only(String name, List<Contest> own, List<Contest> others) {
        for (Contest contest : own) {
            Optional<Contest> other = find(others, contest);
            List<String> only = contest.present().stream()
                    .map(Standing::contender)
                    .filter(contender -> other.isEmpty() || !other.get().hasRun(contender))
                    .toList();
            if (other.isEmpty())
                line("Only in " + name + ": " + contest.scenario().name() + ".");
            else if (!only.isEmpty())
                line("Only in " + name + ", in " + contest.scenario().name() + ": " + String.join(", ", only) + ".");
        }
    }

    private void line(String text) {
        out.append(TextTable.plain(text)).append('\n');
    }
}
