package dev.penstock.bench.report.chart;

import java.util.List;

/**
 * A curve, and the band in which its rounds lie.
 *
 * @param points ascending in x, at least one
 */
public record Line(String label, Look look, List<Point> points) {
    public Line {
        points = List.copyOf(points);
    }

    /** Where it is, and the least and the most over the rounds. */
    public record Point(double x, double y, double low, double high) {
        static Point of(double x, double y) {
            return new Point(x, y, y, y);
        }
    }

    boolean hasBand() {
        return points.stream().anyMatch(point -> point.low() < point.high());
    }

    Point last() {
        return points.get(points.size() - 1);
    }

    double most() {
        return points.stream().mapToDouble(Point::high).max().orElse(0);
    }
}
