package dev.penstock.bench.run;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.result.Results.NotRun;
import dev.penstock.bench.scenario.Parameter;
import dev.penstock.bench.scenario.Scenario;
import dev.penstock.bench.scenario.Scenarios;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be run of all there is.
 *
 * @param scenarios with the values that they are run with
 */
record Selection(List<Scenario> scenarios, List<Contender> contenders, boolean isQuick) {
    /** The textbooks' server, a good engineer's, the usual library, and this project. */
    static final List<Contender> QUICK_CONTENDERS =
            List.of(Contender.PENSTOCK, Contender.THREADS, Contender.THREADS_QUEUED, Contender.NETTY_NIO);

    /**
     * Selects.
     *
     * @param scenarios those that were named; none: all, or those of the quick run
     * @param contenders the same
     * @throws IllegalArgumentException if a value is out of range, or no selected scenario has it; the message is for people
     */
    static Selection of(
            boolean isQuick, List<Scenario> scenarios, List<Contender> contenders, Map<Parameter, Double> values) {
        List<Scenario> chosen = new ArrayList<>();
        for (Scenario scenario : scenarios.isEmpty() ? usual(isQuick) : distinct(scenarios)) {
            Scenario timed = isQuick ? scenario.with(Scenarios.quick(scenario)) : scenario;
            chosen.add(timed.with(values));
        }
        for (Parameter parameter : values.keySet())
            if (chosen.stream()
                    .noneMatch(scenario -> scenario.parameters().names().contains(parameter)))
                throw new IllegalArgumentException("--" + parameter.label() + " is no parameter of "
                        + String.join(", ", chosen.stream().map(Scenario::name).toList())
                        + "; list shows who has it");
        for (Scenario scenario : chosen)
            LoadSplit.of(scenario.begin().next(List.of()).orElseThrow());
        List<Contender> all = isQuick ? QUICK_CONTENDERS : List.of(Contender.values());
        return new Selection(chosen, contenders.isEmpty() ? all : distinct(contenders), isQuick);
    }

    private static List<Scenario> usual(boolean isQuick) {
        return Scenarios.ALL.stream()
                .filter(scenario -> !isQuick || Scenarios.isQuick(scenario))
                .toList();
    }

    private static <T> List<T> distinct(List<T> named) {
        return List.copyOf(new LinkedHashSet<>(named));
    }

    /** The shortest time that any of the scenarios measures. */
    double shortestSeconds() {
        return scenarios.stream()
                .mapToDouble(scenario -> scenario.parameters().get(Parameter.SECONDS))
                .min()
                .orElseThrow();
    }

    /** Those that are run, and behind them those that were left out. */
    List<Scenario> allScenarios() {
        List<Scenario> all = new ArrayList<>(scenarios);
        for (Scenario scenario : Scenarios.ALL)
            if (scenarios.stream().noneMatch(chosen -> chosen.name().equals(scenario.name()))) all.add(scenario);
        return all;
    }

    /** The same of contenders. */
    List<Contender> allContenders() {
        Set<Contender> all = new LinkedHashSet<>(contenders);
        all.addAll(List.of(Contender.values()));
        return List.copyOf(all);
    }

    /** What was left out, and why. */
    List<NotRun> notRun() {
        String reason = isQuick ? "not part of the quick run" : "not selected";
        Set<String> chosen =
                new LinkedHashSet<>(scenarios.stream().map(Scenario::name).toList());
        List<NotRun> left = new ArrayList<>();
        for (Scenario scenario : Scenarios.ALL)
            for (Contender contender : Contender.values())
                if (!chosen.contains(scenario.name()) || !contenders.contains(contender))
                    left.add(new NotRun(scenario.name(), contender.toString(), reason));
        return left;
    }
}
