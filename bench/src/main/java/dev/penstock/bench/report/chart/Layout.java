package dev.penstock.bench.report.chart;

/** How much room there is. A chart is drawn for each, so that its text has a size one can read. */
public enum Layout {
    /** Half of a desktop's page: lines are labelled where they end. */
    WIDE(540, 300),
    /** A phone: the labels are below, with a piece of their line. */
    NARROW(340, 230),
    /** A file of its own. */
    PICTURE(760, 340);

    /** At the right of a narrow plot: half of the last tick's label is there. */
    static final double NARROW_MARGIN = 24;

    private final int width;
    private final int plotHeight;

    Layout(int width, int plotHeight) {
        this.width = width;
        this.plotHeight = plotHeight;
    }

    int width() {
        return width;
    }

    int plotHeight() {
        return plotHeight;
    }

    boolean isNarrow() {
        return this == NARROW;
    }

    String cssClass() {
        return this == WIDE ? "chart wide" : this == NARROW ? "chart narrow" : "chart";
    }
}
