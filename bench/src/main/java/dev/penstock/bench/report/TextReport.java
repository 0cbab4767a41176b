package dev.penstock.bench.report;

import dev.penstock.bench.report.standing.Contest;
import dev.penstock.bench.report.standing.Quantity;
import dev.penstock.bench.report.standing.Spread;
import dev.penstock.bench.report.standing.Standing;
import dev.penstock.bench.report.standing.Verdict;
import dev.penstock.bench.result.Figure;
import dev.penstock.bench.result.Results;
import java.util.ArrayList;
import java.util.List;

/** The report for a terminal: of each scenario a table of the figures that judge it, and the verdict. */
public final class TextReport {
    private static final int WIDTH = 100;

    private TextReport() {}

    /** Lines, each with its end. */
    public static String of(Results results) {
        var out = new StringBuilder();
        for (Contest contest : Contest.of(results)) if (contest.wasRun()) write(out, contest);
        if (results.interrupted())
            wrap(
                    out,
                    "",
                    "Interrupted: " + results.runs().size() + " of "
                            + results.planned().size() + " planned runs were made.");
        return out.toString();
    }

    private static void write(StringBuilder out, Contest contest) {
        String description = contest.scenario().description();
        wrap(out, "", contest.scenario().name() + (description.isEmpty() ? "" : ": " + description));
        List<Figure> judges = contest.judges();
        List<String> head = new ArrayList<>(List.of("contender"));
        for (Figure figure : judges) head.add(figure.name());
        head.add("");
        var table = new TextTable(1, head.toArray(String[]::new));
        for (Standing standing : contest.present()) {
            List<String> row = new ArrayList<>(List.of(standing.contender()));
            for (Figure figure : judges)
                row.add(standing.figure(figure.name())
                        .map(spread -> cell(spread, figure))
                        .orElse("-"));
            row.add(standing.failures());
            table.row(row.toArray(String[]::new));
        }
        out.append(table.format("  "));
        Verdict verdict = Verdict.of(contest);
        wrap(out, "  ", verdict.badge().word().toUpperCase(java.util.Locale.ROOT) + ". " + verdict.sentence());
        for (String note : verdict.notes()) wrap(out, "  ", "- " + note);
        out.append('\n');
    }

    /** A median with its spread. */
    static String cell(Spread spread, Figure figure) {
        String median = Quantity.format(spread.median(), figure.unit());
        String range = Quantity.beside(spread.median(), spread.min(), spread.max(), figure.unit());
        return range.isEmpty() ? median : median + " (" + range + ")";
    }

    /** Breaks at spaces. */
    private static void wrap(StringBuilder out, String indent, String text) {
        int used = 0;
        for (String each : text.split(" +")) {
            String word = TextTable.plain(each); // now, as a number stays with its unit
            boolean isFirst = used == 0;
            if (!isFirst && used + 1 + word.length() > WIDTH) {
                out.append('\n');
                used = 0;
            }
            if (used == 0) out.append(isFirst ? indent : indent + "  ");
            out.append(used == 0 ? "" : " ").append(word);
            used = used == 0 ? indent.length() + (isFirst ? 0 : 2) + word.length() : used + 1 + word.length();
        }
        out.append('\n');
    }
}
