package dev.penstock.bench.report.chart;

/** How wide text will be, about: nobody knows the reader's font. */
final class TextWidth {
    /** Of a character, on average, at the stylesheet's 12 px; DejaVu Sans, a wide one, has 5.8 for names in small letters. */
    private static final double CHARACTER = 6.2;

    /** Longer labels would leave no room for the plot. */
    private static final int MAX_LABEL = 30;

    private TextWidth() {}

    static double of(String text) {
        return text.codePointCount(0, text.length()) * CHARACTER;
    }

    static String shorten(String label) {
        if (label.codePointCount(0, label.length()) <= MAX_LABEL) return label;
        return label.substring(0, label.offsetByCodePoints(0, MAX_LABEL - 1)) + "…";
    }
}
