package dev.penstock.bench.report.standing;

import dev.penstock.bench.result.Figure;
import dev.penstock.bench.result.Outcome;
import dev.penstock.bench.result.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One contender in one scenario, over all its rounds.
 *
 * @param runs those that were made; empty if it was not run
 * @param notRun why not, if so; else empty
 */
public record Standing(String contender, List<Run> runs, String notRun) {
    public Standing {
        runs = List.copyOf(runs);
    }

    public List<Run> finished() {
        return runs.stream().filter(run -> run.outcome().isOk()).toList();
    }

    /** Whether it has numbers to be compared by: at least one round that ran to its end. */
    public boolean isComparable(String figure) {
        return !spread(finished(), figure).isEmpty();
    }

    /** Over the rounds that ran to their end; if there is none, over those that did not. */
    public Optional<Spread> figure(String name) {
        Optional<Spread> spread = spread(finished(), name);
        return spread.isPresent() ? spread : spread(runs, name);
    }

    private static Optional<Spread> spread(List<Run> runs, String name) {
        List<Double> values = new ArrayList<>();
        for (Run run : runs) find(run, name).ifPresent(figure -> values.add(figure.value()));
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    static Optional<Figure> find(Run run, String name) {
        return run.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst();
    }

    /** The round to show where only one can be shown: the median by this figure, among those that ran to their end if any did. */
    public Optional<Run> median(String figure) {
        List<Run> among = finished().isEmpty() ? runs : finished();
        List<Run> sorted = among.stream()
                .sorted(Comparator.comparingDouble(
                        run -> find(run, figure).map(Figure::value).orElse(0.0)))
                .toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get((sorted.size() - 1) / 2));
    }

    /** Whether no round ran to its end. */
    public boolean hasFailed() {
        return !runs.isEmpty() && finished().isEmpty();
    }

    /** For example {@code froze in 2 of 3 rounds}; empty if every round ran to its end. */
    public String failures() {
        Map<Outcome.Kind, Integer> counts = new EnumMap<>(Outcome.Kind.class);
        for (Run run : runs)
            if (!run.outcome().isOk()) counts.merge(run.outcome().kind(), 1, Integer::sum);
        List<String> phrases = new ArrayList<>();
        counts.forEach((kind, count) -> phrases.add(Words.of(kind) + Words.inRounds(count, runs.size())));
        return Words.list(phrases);
    }

    /** For a label: the last way in which it failed, if no round ran to its end; else empty. */
    public String failure() {
        return hasFailed() ? Words.of(runs.get(runs.size() - 1).outcome().kind()) : "";
    }
}
