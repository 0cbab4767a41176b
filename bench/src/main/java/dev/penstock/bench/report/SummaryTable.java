package dev.penstock.bench.report;

import dev.penstock.bench.report.markup.Markup;
import dev.penstock.bench.report.standing.Contest;
import dev.penstock.bench.report.standing.Standing;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every scenario and every contender; those that were not run at all are named below. */
record SummaryTable(List<Contest> contests, List<String> contenders) {
    void write(Markup out) {
        out.open("section", "id", "summary").element("h2", "Summary");
        String legend = "Medians of the rounds, below them the spread. Bold: the best, and whoever is as good.";
        out.element("p", legend, "class", "over");
        Tables.open(out, "Summary");
        out.open("tr").element("th", "scenario", "scope", "col");
        List<String> columns = contenders.stream().filter(this::wasRun).toList();
        for (String contender : columns) out.element("th", contender, "scope", "col");
        Tables.body(out.close());
        for (int i = 0; i < contests.size(); i++) if (contests.get(i).wasRun()) writeRow(out, i, columns);
        Tables.close(out);
        writeNotRun(out);
        out.close().line();
    }

    private boolean wasRun(String contender) {
        return contests.stream().anyMatch(contest -> contest.hasRun(contender));
    }

    private void writeRow(Markup out, int row, List<String> columns) {
        Contest contest = contests.get(row);
        out.open("tr").open("th", "scope", "row");
        out.element("a", contest.scenario().name(), "href", "#" + ReportPage.id(row));
        contest.judge().ifPresent(figure -> out.element("small", figure.name() + ", " + FigureCell.remark(figure)));
        out.close();
        for (String contender : columns) writeCell(out, contest, contest.standing(contender));
        out.close().line();
    }

    private static void writeCell(Markup out, Contest contest, Optional<Standing> standing) {
        if (standing.isEmpty() || standing.get().runs().isEmpty()) {
            out.element("td", "not run", "class", "muted");
            return;
        }
        out.open("td");
        contest.judge().ifPresent(figure -> FigureCell.write(out, contest, standing.get(), figure));
        // If not every round ended, what happened.
        if (!standing.get().failures().isEmpty())
            out.element("small", standing.get().failures(), "class", "failed");
        out.close();
    }

    private void writeNotRun(Markup out) {
        Map<String, Set<String>> reasons = new LinkedHashMap<>();
        for (Contest contest : contests) {
            for (Standing standing : contest.standings()) {
                if (!standing.runs().isEmpty()) continue;
                Set<String> names = reasons.computeIfAbsent(standing.notRun(), reason -> new LinkedHashSet<>());
                if (!contest.wasRun())
                    names.add("scenario " + contest.scenario().name());
                else if (!wasRun(standing.contender())) names.add("contender " + standing.contender());
            }
        }
        reasons.values().removeIf(Set::isEmpty); // those for which a cell says so
        reasons.forEach((reason, names) ->
                out.element("p", "Not run (" + reason + "): " + String.join(", ", names) + ".", "class", "soft"));
    }
}
