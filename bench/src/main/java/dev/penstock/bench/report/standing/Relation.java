package dev.penstock.bench.report.standing;

import dev.penstock.bench.result.Figure;

/** How one spread stands to another. */
public enum Relation {
    BETTER,
    /** The spreads overlap, or the medians do not differ in the digits that are written. */
    ALIKE,
    WORSE;

    /** How the first stands to the second. */
    public static Relation of(Spread first, Spread second, Figure figure) {
        String written = Quantity.format(first.median(), figure.unit());
        if (first.overlaps(second) || written.equals(Quantity.format(second.median(), figure.unit()))) return ALIKE;
        boolean isLower = first.median() < second.median();
        return isLower == (figure.better() == Figure.Better.LOWER) ? BETTER : WORSE;
    }
}
