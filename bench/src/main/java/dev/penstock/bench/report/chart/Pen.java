package dev.penstock.bench.report.chart;

import dev.penstock.bench.report.markup.Markup;
import java.util.Locale;

/** Draws the few shapes that charts are made of, with numbers as short as a tenth of a pixel allows. */
final class Pen {
    private final Markup out;

    Pen(Markup out) {
        this.out = out;
    }

    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** What is drawn until the end belongs together; its title is what a mouse over it shows. */
    void begin(String cssClass, String title) {
        out.open("g", "class", cssClass);
        if (!title.isEmpty()) out.element("title", title);
    }

    void end() {
        out.close().line();
    }

    /** Straight from point to point, given as x and y in turn. */
    void line(String cssClass, double... points) {
        path(cssClass, data(points));
    }

    void path(String cssClass, String data) {
        out.empty("path", "class", cssClass, "d", data);
    }

    void dot(String cssClass, double x, double y, double radius) {
        out.empty("circle", "class", cssClass, "cx", number(x), "cy", number(y), "r", number(radius));
    }

    void text(String cssClass, String text, double x, double y, Anchor anchor) {
        String name = anchor.name().toLowerCase(Locale.ROOT);
        out.element("text", text, "class", cssClass, "x", number(x), "y", number(y), "text-anchor", name);
    }

    static String data(double... points) {
        var data = new StringBuilder();
        for (int i = 0; i < points.length; i += 2)
            data.append(i == 0 ? 'M' : 'L')
                    .append(number(points[i]))
                    .append(' ')
                    .append(number(points[i + 1]));
        return data.toString();
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
