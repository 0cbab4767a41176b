package dev.penstock.bench.report.chart;

import dev.penstock.bench.result.Series;
import java.util.ArrayList;
import java.util.List;

/** Long series in as many points as a screen shows. No peak and no dip is lost. */
final class Thinning {
    static final int MAX_POINTS = 400;

    private Thinning() {}

    /** Of each stretch its least and its most, in their order; the first and the last are as they were. */
    static List<Line.Point> points(Series series) {
        int count = series.values().size();
        List<Line.Point> points = new ArrayList<>();
        if (count <= MAX_POINTS) {
            for (int i = 0; i < count; i++) points.add(point(series, i));
            return points;
        }
        int stretches = MAX_POINTS / 2 - 1;
        points.add(point(series, 0));
        for (int i = 0; i < stretches; i++) {
            int from = 1 + (int) ((long) i * (count - 2) / stretches);
            int to = 1 + (int) ((long) (i + 1) * (count - 2) / stretches);
            addExtremes(series, from, to, points);
        }
        points.add(point(series, count - 1));
        return points;
    }

    private static void addExtremes(Series series, int from, int to, List<Line.Point> points) {
        int least = from;
        int most = from;
        for (int i = from; i < to; i++) {
            if (series.values().get(i) < series.values().get(least)) least = i;
            if (series.values().get(i) > series.values().get(most)) most = i;
        }
        points.add(point(series, Math.min(least, most)));
        if (least != most) points.add(point(series, Math.max(least, most)));
    }

    private static Line.Point point(Series series, int at) {
        return Line.Point.of(series.seconds().get(at), series.values().get(at));
    }
}
