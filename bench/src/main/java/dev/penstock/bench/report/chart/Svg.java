package dev.penstock.bench.report.chart;

import dev.penstock.bench.report.markup.Markup;
import dev.penstock.bench.report.markup.Stylesheet;
import java.util.List;

/** Charts as SVG: within a page, or as a picture of its own. */
public final class Svg {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final int MARGIN = 24;
    private static final int HEADING = 62;
    private static final int FOOT_LINE = 18;

    private Svg() {}

    /** Within a page that has the stylesheet; the id is the page's only one of this name. */
    public static void inline(Markup out, Chart chart, Layout layout, String id) {
        int height = chart.height(layout);
        out.open(
                "svg",
                "xmlns",
                NAMESPACE,
                "class",
                layout.cssClass(),
                "viewBox",
                "0 0 " + layout.width() + " " + height,
                "role",
                "img",
                "aria-labelledby",
                id + "-t " + id + "-d");
        out.element("title", chart.title(), "id", id + "-t")
                .element("desc", chart.description(), "id", id + "-d")
                .line();
        chart.draw(out, layout);
        out.close().line();
    }

    /**
     * A file of its own, which is as well to be seen in the dark.
     *
     * @param subtitle below the chart's title
     * @param footnotes where, when and how it was measured, in short lines
     */
    public static String picture(Chart chart, String subtitle, List<String> footnotes) {
        int inner = chart.height(Layout.PICTURE);
        int width = Layout.PICTURE.width() + 2 * MARGIN;
        int height = HEADING + inner + 12 + footnotes.size() * FOOT_LINE + MARGIN;
        Markup out = new Markup();
        out.open(
                "svg",
                "xmlns",
                NAMESPACE,
                "class",
                "chart",
                "viewBox",
                "0 0 " + width + " " + height,
                "width",
                width,
                "height",
                height,
                "role",
                "img",
                "aria-labelledby",
                "t d");
        out.element("title", subtitle + ": " + chart.title(), "id", "t")
                .element("desc", chart.description(), "id", "d");
        out.style(Stylesheet.CHART);
        out.empty("rect", "class", "paper", "width", width, "height", height, "rx", 8);
        out.element("text", chart.title(), "class", "title", "x", MARGIN, "y", 34);
        out.element("text", subtitle, "class", "subtitle", "x", MARGIN, "y", 54).line();
        out.open("g", "transform", "translate(" + MARGIN + " " + (HEADING + 8) + ")");
        chart.draw(out, Layout.PICTURE);
        out.close();
        for (int i = 0; i < footnotes.size(); i++) {
            int y = height - MARGIN - (footnotes.size() - 1 - i) * FOOT_LINE + 6;
            out.element("text", footnotes.get(i), "class", "axis", "x", MARGIN, "y", y);
        }
        return out.close().line().toString();
    }
}
