package dev.penstock.apps.soak;

import java.util.ArrayList;
import java.util.List;

/** All samples of a soak, the table of them, and the verdict. What comes in the first fifth is warming up. */
final class Course {
    private static final int WARM_UP = 5;

    private final List<Sample> samples = new ArrayList<>();

    static String heading() {
        var text = new StringBuilder("   time, s");
        for (Figure figure : Figure.values()) text.append(String.format("  %18s", figure.title()));
        return text.append("          max, ms").toString();
    }

    /** Adds a sample; returns its line of the table. */
    String add(Sample sample) {
        samples.add(sample);
        var text = new StringBuilder(String.format("%10.1f", sample.seconds()));
        for (Figure figure : Figure.values()) text.append(String.format("  %18.2f", figure.of(sample)));
        return text.append(String.format("  %15.1f", sample.latencyMillis(100))).toString();
    }

    /** The table of slopes. */
    String slopes() {
        var text = new StringBuilder(String.format(
                "%20s %10s %10s %10s %14s %10s %10s%n", "", "first", "last", "most", "slope an hour", "+-", "bound"));
        for (Figure figure : Figure.values()) {
            List<Sample> counted = counted();
            Trend trend = trend(figure);
            text.append(String.format(
                    "%20s %10.2f %10.2f %10.2f %14.2f %10.2f %10.2f  %s%n",
                    figure.title(),
                    figure.of(counted.get(0)),
                    figure.of(counted.get(counted.size() - 1)),
                    counted.stream().mapToDouble(figure::of).max().orElseThrow(),
                    trend.slope(),
                    trend.error(),
                    figure.bound(length()),
                    trend.exceeds(figure.bound(length())) ? "GROWS" : "ok"));
        }
        return text.toString();
    }

    /** What grows, beyond doubt, faster than it may. */
    List<Figure> growing() {
        List<Figure> growing = new ArrayList<>();
        for (Figure figure : Figure.values()) if (trend(figure).exceeds(figure.bound(length()))) growing.add(figure);
        return growing;
    }

    private Trend trend(Figure figure) {
        return Trend.of(
                counted().stream()
                        .mapToDouble(sample -> sample.seconds() / 3600)
                        .toArray(),
                counted().stream().mapToDouble(figure::of).toArray());
    }

    private List<Sample> counted() {
        return samples.subList(samples.size() / WARM_UP, samples.size());
    }

    private double length() {
        return samples.get(samples.size() - 1).seconds() - counted().get(0).seconds();
    }
}
