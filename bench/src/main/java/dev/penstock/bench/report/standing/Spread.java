package dev.penstock.bench.report.standing;

import java.util.Collection;
import java.util.List;

/**
 * What the rounds gave.
 *
 * @param values ascending, at least one
 */
public record Spread(List<Double> values) {
    public Spread {
        values = values.stream().sorted().toList();
        if (values.isEmpty()) throw new IllegalArgumentException("a spread needs a value");
    }

    public static Spread of(Collection<Double> values) {
        return new Spread(List.copyOf(values));
    }

    public double min() {
        return values.get(0);
    }

    public double max() {
        return values.get(values.size() - 1);
    }

    public double median() {
        int half = values.size() / 2;
        if (values.size() % 2 == 1) return values.get(half);
        return values.get(half - 1) + (values.get(half) - values.get(half - 1)) / 2;
    }

    public int rounds() {
        return values.size();
    }

    /** Whether a value could belong to either: then neither is ahead. */
    public boolean overlaps(Spread other) {
        return min() <= other.max() && other.min() <= max();
    }
}
