package dev.penstock.bench.report.chart;

import dev.penstock.bench.report.standing.Contest;
import dev.penstock.bench.report.standing.Quantity;
import dev.penstock.bench.report.standing.Spread;
import dev.penstock.bench.report.standing.Standing;
import dev.penstock.bench.report.standing.Words;
import dev.penstock.bench.result.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that is drawn of a scenario. */
public final class Charts {
    private Charts() {}

    /** Those for which there is something to draw, in the order in which they are shown. */
    public static List<Chart> of(Contest contest, Map<String, Look> looks) {
        List<Chart> charts = new ArrayList<>();
        contest.judge().ifPresent(figure -> charts.add(ofFigure(contest, figure, looks)));
        charts.addAll(OverTimeChart.ofDelivery(contest, looks));
        charts.addAll(LatencyChart.of(contest, looks));
        charts.addAll(OverTimeChart.ofMemory(contest, looks));
        contest.judges().stream().skip(1).forEach(figure -> charts.add(ofFigure(contest, figure, looks)));
        return charts;
    }

    private static Chart ofFigure(Contest contest, Figure figure, Map<String, Look> looks) {
        List<SpreadChart.Row> rows = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Standing standing : contest.present()) {
            Optional<Spread> spread = standing.figure(figure.name());
            rows.add(new SpreadChart.Row(
                    standing.contender(),
                    looks.get(standing.contender()),
                    spread,
                    standing.failures(),
                    standing.hasFailed()));
            words.add(standing.contender() + " "
                    + spread.map(found -> describe(found, figure.unit())).orElse("without a number")
                    + (standing.failures().isEmpty() ? "" : ", " + standing.failures()));
        }
        return new SpreadChart(
                figure.equals(contest.judges().get(0)) ? "verdict" : "figure",
                Words.capital(figure.name()),
                "Dot: median of the rounds. Bar: from least to most; each round has its tick.",
                String.join("; ", words) + ".",
                figure,
                rows);
    }

    /** Room for labels, the same in all charts of a contest, so that their plots line up. */
    static double gutter(Contest contest) {
        return contest.present().stream()
                .mapToDouble(standing -> TextWidth.of(TextWidth.shorten(label(standing))))
                .max()
                .orElse(0);
    }

    static String label(Standing standing) {
        return standing.contender() + (standing.hasFailed() ? " (" + standing.failure() + ")" : "");
    }

    private static String describe(Spread spread, String unit) {
        return Quantity.format(spread.median(), unit) + " (" + Quantity.range(spread.min(), spread.max(), unit) + ")";
    }
}
