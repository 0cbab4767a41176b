package dev.penstock.bench.report.chart;

import dev.penstock.bench.report.chart.Pen.Anchor;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The rectangle in which values are drawn, with its axes. */
record Plot(double left, double top, double right, double bottom, Axis x, Axis y) {
    private static final double BETWEEN_TICKS = 6; // so that their labels stay apart

    double atX(double value) {
        return left + x.at(value) * (right - left);
    }

    double atY(double value) {
        return bottom - y.at(value) * (bottom - top);
    }

    void drawAxes(Pen pen) {
        pen.begin("axes", "");
        for (Axis.Tick tick : y.ticks()) {
            double at = bottom - tick.at() * (bottom - top);
            pen.line(tick.at() == 0 ? "base" : "grid", left, at, right, at);
            pen.text("tick", tick.label(), left - 7, at + 4, Anchor.END);
        }
        drawTicksBelow(pen);
        pen.text("axis", y.title(), 0, 11, Anchor.START);
        pen.end();
    }

    /** Lines up from the x axis' ticks, where there is no y axis. */
    void drawColumns(Pen pen) {
        pen.begin("axes", "");
        for (Axis.Tick tick : x.ticks()) {
            double at = left + tick.at() * (right - left);
            pen.line(tick.at() == 0 ? "base" : "grid", at, top, at, bottom);
        }
        drawTicksBelow(pen);
        pen.end();
    }

    private void drawTicksBelow(Pen pen) {
        double free = Double.NEGATIVE_INFINITY;
        for (Axis.Tick tick : x.ticks()) {
            double at = left + tick.at() * (right - left);
            double half = TextWidth.of(tick.label()) / 2;
            if (at - half < free) continue;
            free = at + half + BETWEEN_TICKS;
            pen.line("base", at, bottom, at, bottom + 4);
            pen.text("tick", tick.label(), at, bottom + 17, Anchor.MIDDLE);
        }
        pen.text("axis", x.title(), right, bottom + 33, Anchor.END);
    }

    /** Through the points. */
    String curve(List<Line.Point> points) {
        return Pen.data(points.stream()
                .flatMapToDouble(point -> DoubleStream.of(atX(point.x()), atY(point.y())))
                .toArray());
    }

    /** Round the points' bands: there along the most, and back along the least. */
    String band(List<Line.Point> points) {
        int count = points.size();
        DoubleStream there =
                points.stream().flatMapToDouble(point -> DoubleStream.of(atX(point.x()), atY(point.high())));
        DoubleStream back = IntStream.range(0, count)
                .mapToObj(i -> points.get(count - 1 - i))
                .flatMapToDouble(point -> DoubleStream.of(atX(point.x()), atY(point.low())));
        return Pen.data(DoubleStream.concat(there, back).toArray()) + "Z";
    }
}
