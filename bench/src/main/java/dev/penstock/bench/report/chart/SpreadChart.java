package dev.penstock.bench.report.chart;

import dev.penstock.bench.report.chart.Pen.Anchor;
import dev.penstock.bench.report.markup.Markup;
import dev.penstock.bench.report.standing.Quantity;
import dev.penstock.bench.report.standing.Spread;
import dev.penstock.bench.result.Figure;
import java.util.List;
import java.util.Optional;

/** One figure of all contenders: a dot is the median, a bar the spread, a tick each round. What a verdict follows from. */
record SpreadChart(String kind, String title, String caption, String description, Figure figure, List<Row> rows)
        implements Chart {
    /** More than this factor from least to most, and small ones would all lie at the left edge. */
    private static final double LOG_FROM = 30;

    private static final double ROOM_FOR_AXIS = 42;
    private static final double ROOM_FOR_VALUE = 86;

    /**
     * A contender.
     *
     * @param words what went wrong; may be empty
     * @param isBroken whether no round ran to its end, so that the spread says little
     */
    record Row(String label, Look look, Optional<Spread> spread, String words, boolean isBroken) {}

    SpreadChart {
        rows = List.copyOf(rows);
    }

    @Override
    public int height(Layout layout) {
        return (int) (6 + rows.size() * rowHeight(layout) + ROOM_FOR_AXIS);
    }

    private static double rowHeight(Layout layout) {
        return layout.isNarrow() ? 42 : 30;
    }

    @Override
    public void draw(Markup out, Layout layout) {
        Pen pen = new Pen(out);
        double height = rowHeight(layout);
        Plot plot = new Plot(left(layout), 6, right(layout), 6 + rows.size() * height, axis(), null);
        plot.drawColumns(pen);
        for (int i = 0; i < rows.size(); i++) draw(pen, plot, layout, rows.get(i), plot.top() + (i + 0.5) * height);
    }

    private double left(Layout layout) {
        if (layout.isNarrow()) return 8;
        return 16
                + rows.stream()
                        .mapToDouble(row -> TextWidth.of(TextWidth.shorten(row.label())))
                        .max()
                        .orElse(0);
    }

    private static double right(Layout layout) {
        return layout.width() - (layout.isNarrow() ? Layout.NARROW_MARGIN : ROOM_FOR_VALUE);
    }

    private Axis axis() {
        double least = Double.MAX_VALUE;
        double most = 0;
        for (Row row : rows) {
            if (row.spread().isEmpty()) continue;
            least = Math.min(least, row.spread().get().min());
            most = Math.max(most, row.spread().get().max());
        }
        boolean isLower = figure.better() == Figure.Better.LOWER;
        String title = isLower ? "← less is better" : "more is better →";
        // What is better when higher is bad when low, and looks it at the left edge.
        if (isLower && least > 0 && most / least > LOG_FROM) return new LogAxis(title, least, most, figure.unit());
        return LinearAxis.of(title, most, figure.unit(), 4);
    }

    private void draw(Pen pen, Plot plot, Layout layout, Row row, double middle) {
        pen.begin("row " + row.look().cssClass() + (row.isBroken() ? " broken" : ""), "");
        double y = layout.isNarrow() ? middle + 8 : middle;
        double textY = layout.isNarrow() ? middle - 7 : middle + 4;
        String name = TextWidth.shorten(row.label());
        if (layout.isNarrow()) pen.text("name", name, plot.left() + 5, textY, Anchor.START);
        else pen.text("name", name, plot.left() - 10, textY, Anchor.END);
        row.spread().ifPresent(spread -> {
            String value = Quantity.cell(spread.median(), figure.unit());
            pen.text("value", value, layout.width() - 4, textY, Anchor.END);
            draw(pen, plot, spread, y);
        });
        if (!row.words().isEmpty()) drawWords(pen, plot, row, y);
        pen.end();
    }

    private static void draw(Pen pen, Plot plot, Spread spread, double y) {
        double median = plot.atX(spread.median());
        pen.line("guide", plot.left(), y, median, y);
        pen.line("range", plot.atX(spread.min()), y, plot.atX(spread.max()), y);
        for (double value : spread.values()) pen.line("round", plot.atX(value), y - 5, plot.atX(value), y + 5);
        pen.dot("dot", median, y, 5);
    }

    /** Beside the dots, on the side that has the room. */
    private static void drawWords(Pen pen, Plot plot, Row row, double y) {
        double right = row.spread().map(spread -> plot.atX(spread.max())).orElse(plot.left()) + 13;
        boolean fits = right + TextWidth.of(row.words()) <= plot.right() + 8;
        double left = row.spread().map(spread -> plot.atX(spread.min())).orElse(plot.right()) - 13;
        pen.text("words", row.words(), fits ? right : left, y + 4, fits ? Anchor.START : Anchor.END);
    }
}
