package dev.penstock.bench.run;

import dev.penstock.SafeText;
import dev.penstock.bench.report.standing.Contest;
import dev.penstock.bench.report.standing.Quantity;
import dev.penstock.bench.report.standing.Spread;
import dev.penstock.bench.report.standing.Standing;
import dev.penstock.bench.report.standing.Verdict;
import dev.penstock.bench.result.Figure;
import dev.penstock.bench.result.Results;
import java.util.ArrayList;
import java.util.List;

/** What came of it, for a terminal: each scenario's figures, median over the rounds and spread, and its verdict. */
final class ResultTable {
    private static final String GAP = "  ";

    private ResultTable() {}

    static String of(Results results) {
        var text = new StringBuilder();
        for (Contest contest : Contest.of(results)) if (contest.wasRun()) add(text, contest);
        return text.toString();
    }

    private static void add(StringBuilder text, Contest contest) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(contest.scenario().name()));
        for (Figure judge : contest.judges()) head.add(judge.name());
        head.add("");
        rows.add(head);
        for (Standing standing : contest.present()) rows.add(row(contest, standing));
        text.append('\n');
        for (List<String> row : rows)
            text.append(aligned(row, rows).stripTrailing()).append('\n');
        text.append(SafeText.escape(Verdict.of(contest).sentence())).append('\n');
    }

    private static List<String> row(Contest contest, Standing standing) {
        List<String> row = new ArrayList<>(List.of(standing.contender()));
        for (Figure judge : contest.judges())
            row.add(standing.figure(judge.name())
                    .map(spread -> show(spread, judge.unit()))
                    .orElse("-"));
        row.add(standing.failures());
        return row;
    }

    private static String show(Spread spread, String unit) {
        String median = Quantity.format(spread.median(), unit);
        return spread.rounds() == 1 ? median : median + " (" + Quantity.range(spread.min(), spread.max(), unit) + ")";
    }

    private static String aligned(List<String> row, List<List<String>> rows) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width = rows.stream().mapToInt(r -> r.get(at).length()).max().orElse(0);
            line.append(row.get(column))
                    .append(" ".repeat(width - row.get(column).length()))
                    .append(GAP);
        }
        return line.toString();
    }
}
