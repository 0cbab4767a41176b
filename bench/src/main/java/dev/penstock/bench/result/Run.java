package dev.penstock.bench.result;

import java.util.List;
import java.util.Objects;

/**
 * One contender's round in one scenario. One that did not end well has the figures there are, perhaps none.
 *
 * @param serverJdk what the server ran on
 * @param round counted from 1
 * @param figures each name once
 * @param latencies each name once
 * @param samples of the server, by {@link Series}'s names
 * @param delivery what each group of peers got, over time; a series is named for its group
 * @param marks moments in the series, such as when peers stall
 */
public record Run(
        String scenario,
        String contender,
        int round,
        String serverJdk,
        Outcome outcome,
        List<Figure> figures,
        List<Latency> latencies,
        Errors errors,
        GeneratorLoad generator,
        List<Series> samples,
        List<Series> delivery,
        List<Mark> marks) {
    public Run {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(contender, "contender");
        Objects.requireNonNull(serverJdk, "serverJdk");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(errors, "errors");
        Objects.requireNonNull(generator, "generator");
        figures = List.copyOf(figures);
        latencies = List.copyOf(latencies);
        samples = List.copyOf(samples);
        delivery = List.copyOf(delivery);
        marks = List.copyOf(marks);
    }
}
