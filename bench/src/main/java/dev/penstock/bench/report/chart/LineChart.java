package dev.penstock.bench.report.chart;

import dev.penstock.bench.report.chart.Pen.Anchor;
import dev.penstock.bench.report.markup.Markup;
import dev.penstock.bench.result.Mark;
import java.util.Comparator;
import java.util.List;

/**
 * Lines over an axis.
 *
 * @param lines at least one
 * @param marks moments on the x axis
 * @param gutter room for the names beside the plot
 */
record LineChart(
        String kind,
        String title,
        String caption,
        String description,
        Axis x,
        Axis y,
        List<Line> lines,
        List<Mark> marks,
        double gutter)
        implements Chart {
    private static final double ROOM_FOR_AXIS = 40; // below: ticks and title
    private static final double ROOM_FOR_TITLE = 24; // above: what y is
    private static final double LEAST_TICK_WIDTH = 50; // so that charts one below the other begin alike
    private static final double MARK_ROW = 15;

    LineChart {
        // What is drawn later lies above: the one that the report is about.
        lines = lines.stream()
                .sorted(Comparator.comparing(line -> line.look().isSubject()))
                .toList();
        marks = List.copyOf(marks);
    }

    @Override
    public int height(Layout layout) {
        double legend = layout.isNarrow() ? new Legend(lines, layout.width()).height() : 0;
        return (int) Math.ceil(layout.plotHeight() + marks.size() * MARK_ROW + legend);
    }

    @Override
    public void draw(Markup out, Layout layout) {
        Pen pen = new Pen(out);
        Plot plot = plot(layout);
        plot.drawAxes(pen);
        drawMarks(pen, plot);
        for (Line line : lines) draw(pen, plot, line);
        if (layout.isNarrow()) new Legend(lines, layout.width()).draw(pen, plot.bottom() + ROOM_FOR_AXIS);
        else EndLabels.draw(pen, plot, lines);
    }

    private Plot plot(Layout layout) {
        double ticks = y.ticks().stream()
                .mapToDouble(tick -> TextWidth.of(tick.label()))
                .max()
                .orElse(0);
        double marked = marks.size() * MARK_ROW;
        return new Plot(
                10 + Math.max(LEAST_TICK_WIDTH, ticks),
                ROOM_FOR_TITLE + marked,
                layout.width() - (layout.isNarrow() ? Layout.NARROW_MARGIN : EndLabels.ROOM + gutter),
                layout.plotHeight() + marked - ROOM_FOR_AXIS,
                x,
                y);
    }

    private void drawMarks(Pen pen, Plot plot) {
        for (int i = 0; i < marks.size(); i++) {
            double at = plot.atX(marks.get(i).seconds());
            double row = ROOM_FOR_TITLE + (i + 0.6) * MARK_ROW;
            boolean isLate = at > (plot.left() + plot.right()) / 2;
            pen.begin("mark", "");
            pen.line("moment", at, row - 8, at, plot.bottom());
            String text = TextWidth.shorten(marks.get(i).text());
            pen.text("what", text, at + (isLate ? -6 : 6), row, isLate ? Anchor.END : Anchor.START);
            pen.end();
        }
    }

    private static void draw(Pen pen, Plot plot, Line line) {
        pen.begin("series " + line.look().cssClass(), line.label());
        if (line.hasBand()) pen.path("band", plot.band(line.points()));
        pen.path("line", plot.curve(line.points()));
        pen.dot("end", plot.atX(line.last().x()), plot.atY(line.last().y()), 2.5);
        pen.end();
    }
}
