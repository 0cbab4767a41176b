package dev.penstock.bench.report.chart;

import dev.penstock.bench.report.markup.Markup;

/** Something drawn. */
public interface Chart {
    /** A word for file names and ids: {@code latency}. */
    String kind();

    String title();

    /** What one must know to read it, in a sentence; may be empty. */
    String caption();

    /** The same in words, for those who do not see it. */
    String description();

    int height(Layout layout);

    /** Draws it from 0,0 to the layout's width and its height. */
    void draw(Markup out, Layout layout);
}
