package dev.penstock.bench.report.chart;

import dev.penstock.bench.report.chart.Pen.Anchor;
import java.util.List;

/** Names below a plot, each with a piece of its line, where there is no room beside it. */
record Legend(List<Line> lines, int width) {
    private static final double ROW = 18;
    private static final double PIECE = 20;

    double height() {
        int columns = columns();
        return (lines.size() + columns - 1) / columns * ROW + 8;
    }

    private int columns() {
        double widest = lines.stream()
                .mapToDouble(line -> TextWidth.of(TextWidth.shorten(line.label())))
                .max()
                .orElse(0);
        return widest + PIECE + 10 <= width / 2.0 ? 2 : 1;
    }

    void draw(Pen pen, double top) {
        int columns = columns();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(lines.size() - 1 - i); // what lies above comes first
            double left = 2 + i % columns * (double) width / columns;
            double middle = top + (i / columns + 0.5) * ROW;
            pen.begin("label " + line.look().cssClass(), "");
            pen.line("line", left, middle, left + PIECE, middle);
            pen.text("name", TextWidth.shorten(line.label()), left + PIECE + 6, middle + 4, Anchor.START);
            pen.end();
        }
    }
}
