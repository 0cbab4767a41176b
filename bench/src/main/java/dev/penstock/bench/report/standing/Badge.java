package dev.penstock.bench.report.standing;

/** A verdict in a word. */
public enum Badge {
    /** Better than everybody else, or the only one to end. */
    AHEAD("ahead"),
    /** Nobody is better, and with somebody the spreads overlap. */
    LEVEL("level"),
    /** Somebody is better. */
    BEHIND("behind"),
    /** A round of it did not run to its end: however good the others were, nobody wants it to. */
    FAILED("failed"),
    /** There is nobody to compare with, or nothing to compare by. */
    ALONE("no comparison"),
    /** It was not measured here. */
    NOT_RUN("not run");

    private final String word;

    Badge(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
