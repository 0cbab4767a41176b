package dev.penstock.bench.report;

import dev.penstock.bench.report.markup.Markup;
import dev.penstock.bench.report.standing.Contest;
import dev.penstock.bench.report.standing.Quantity;
import dev.penstock.bench.report.standing.Relation;
import dev.penstock.bench.report.standing.Spread;
import dev.penstock.bench.report.standing.Standing;
import dev.penstock.bench.result.Figure;
import java.util.Optional;

/** A figure of a contender in a table: the median and its spread. */
final class FigureCell {
    private FigureCell() {}

    static void write(Markup out, Contest contest, Standing standing, Figure figure) {
        Optional<Spread> spread = standing.figure(figure.name());
        if (spread.isPresent()) write(out, spread.get(), figure, isBest(contest, standing, figure));
        else out.text("–");
    }

    private static void write(Markup out, Spread spread, Figure figure, boolean isBest) {
        String median = Quantity.cell(spread.median(), figure.unit());
        if (isBest) out.element("b", median);
        else out.text(median);
        String range = Quantity.beside(spread.median(), spread.min(), spread.max(), figure.unit());
        if (!range.isEmpty()) out.element("small", range);
    }

    private static boolean isBest(Contest contest, Standing standing, Figure figure) {
        if (!standing.isComparable(figure.name())) return false;
        Spread own = standing.figure(figure.name()).orElseThrow();
        return contest.present().stream()
                .filter(other -> other.isComparable(figure.name()))
                .map(other -> other.figure(figure.name()).orElseThrow())
                .noneMatch(other -> Relation.of(other, own, figure) == Relation.BETTER);
    }

    /** What belongs below the figure's name in the table's head. */
    static String remark(Figure figure) {
        String better = figure.better() == Figure.Better.LOWER ? "less is better" : "more is better";
        boolean isInCell = Quantity.isScaled(figure.unit()) || figure.unit().equals("%");
        return isInCell || figure.unit().isEmpty() ? better : figure.unit() + ", " + better;
    }
}
