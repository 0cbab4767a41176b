package dev.penstock.bench.report;

import dev.penstock.bench.report.standing.Contest;
import dev.penstock.bench.report.standing.Quantity;
import dev.penstock.bench.report.standing.Relation;
import dev.penstock.bench.report.standing.Spread;
import dev.penstock.bench.report.standing.Standing;
import dev.penstock.bench.result.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One figure of one contender, before and after.
 *
 * @param isComparable whether it comes from rounds that ran to their end
 */
record Change(Figure figure, Spread before, Spread after, boolean isComparable) {
    /** All figures that a contender has in both. */
    static List<Change> of(Contest first, Standing before, Standing after) {
        List<Change> changes = new ArrayList<>();
        for (Figure figure : first.figures().values()) {
            Optional<Spread> was = before.figure(figure.name());
            Optional<Spread> is = after.figure(figure.name());
            boolean isComparable = before.isComparable(figure.name()) && after.isComparable(figure.name());
            if (was.isPresent() && is.isPresent()) changes.add(new Change(figure, was.get(), is.get(), isComparable));
        }
        return changes;
    }

    /** How after stands to before. */
    Relation relation() {
        return Relation.of(after, before, figure);
    }

    /** After by before, of the medians. */
    String ratio() {
        if (before.median() == 0) return after.median() == 0 ? "1" : "-";
        return Quantity.format(after.median() / before.median(), "");
    }

    /** What may be concluded. */
    String conclusion() {
        if (!isComparable) return "no round to its end";
        boolean isSingle = before.rounds() == 1 || after.rounds() == 1;
        return switch (relation()) {
            case ALIKE -> "within the spread";
            case BETTER -> isSingle ? "better, but one round has no spread" : "BETTER";
            case WORSE -> isSingle ? "worse, but one round has no spread" : "WORSE";
        };
    }
}
