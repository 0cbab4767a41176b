package dev.penstock.bench.report.standing;

import dev.penstock.bench.result.ContenderInfo;
import dev.penstock.bench.result.Figure;
import dev.penstock.bench.result.Results;
import dev.penstock.bench.result.Run;
import dev.penstock.bench.result.ScenarioInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One scenario with all who took part.
 *
 * @param figures every figure that a run has, by name: its unit and direction; those that judge come first
 * @param standings the best first, then who failed, then who was not run
 * @param planned runs that were to be
 */
public record Contest(ScenarioInfo scenario, Map<String, Figure> figures, List<Standing> standings, int planned) {
    /** Whom the verdicts are about. */
    public static final String SUBJECT = "penstock";

    /** All scenarios, in the order in which they were planned. */
    public static List<Contest> of(Results results) {
        Map<String, ScenarioInfo> scenarios = new LinkedHashMap<>();
        for (ScenarioInfo scenario : results.scenarios()) scenarios.putIfAbsent(scenario.name(), scenario);
        for (Run run : results.runs()) scenarios.computeIfAbsent(run.scenario(), Contest::unknown);
        for (Results.NotRun notRun : results.notRun()) scenarios.computeIfAbsent(notRun.scenario(), Contest::unknown);
        return scenarios.values().stream()
                .map(scenario -> of(scenario, results))
                .toList();
    }

    private static ScenarioInfo unknown(String name) {
        return new ScenarioInfo(name, "", Map.of(), List.of());
    }

    private static Contest of(ScenarioInfo scenario, Results results) {
        List<Run> runs = results.runs().stream()
                .filter(run -> run.scenario().equals(scenario.name()))
                .toList();
        Map<String, Figure> figures = figures(scenario, runs);
        List<Standing> standings = new ArrayList<>();
        for (String contender : contenders(results, runs)) {
            List<Run> own = runs.stream()
                    .filter(run -> run.contender().equals(contender))
                    .toList();
            if (!own.isEmpty() || isMentioned(scenario.name(), contender, results))
                standings.add(new Standing(contender, own, own.isEmpty() ? reason(scenario, contender, results) : ""));
        }
        int planned = (int) results.planned().stream()
                .filter(plan -> plan.scenario().equals(scenario.name()))
                .count();
        var contest = new Contest(scenario, figures, standings, Math.max(planned, runs.size()));
        return new Contest(scenario, figures, contest.ranked(), contest.planned);
    }

    private static Map<String, Figure> figures(ScenarioInfo scenario, List<Run> runs) {
        Map<String, Figure> found = new LinkedHashMap<>();
        for (Run run : runs) for (Figure figure : run.figures()) found.putIfAbsent(figure.name(), figure);
        Map<String, Figure> ordered = new LinkedHashMap<>();
        for (String name : scenario.judgedBy()) if (found.containsKey(name)) ordered.put(name, found.get(name));
        found.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private static Set<String> contenders(Results results, List<Run> runs) {
        Set<String> names = new LinkedHashSet<>();
        for (ContenderInfo contender : results.contenders()) names.add(contender.name());
        for (Run run : runs) names.add(run.contender());
        for (Results.NotRun notRun : results.notRun()) names.add(notRun.contender());
        return names;
    }

    private static boolean isMentioned(String scenario, String contender, Results results) {
        return results.planned().stream()
                        .anyMatch(plan -> plan.scenario().equals(scenario)
                                && plan.contender().equals(contender))
                || results.notRun().stream()
                        .anyMatch(notRun -> notRun.scenario().equals(scenario)
                                && notRun.contender().equals(contender));
    }

    private static String reason(ScenarioInfo scenario, String contender, Results results) {
        return results.notRun().stream()
                .filter(notRun -> notRun.scenario().equals(scenario.name())
                        && notRun.contender().equals(contender))
                .map(Results.NotRun::reason)
                .findFirst()
                .orElse("interrupted before it");
    }

    private List<Standing> ranked() {
        Comparator<Standing> order =
                Comparator.comparingInt(standing -> standing.runs().isEmpty() ? 2 : standing.hasFailed() ? 1 : 0);
        Optional<Figure> judge = judge();
        if (judge.isPresent()) {
            double sign = judge.get().better() == Figure.Better.LOWER ? 1 : -1;
            order = order.thenComparingDouble(
                    standing -> standing.figure(judge.get().name())
                            .map(spread -> sign * spread.median())
                            .orElse(Double.MAX_VALUE));
        }
        return standings.stream().sorted(order).toList();
    }

    /** The figure that the verdict is about; none if no run has any. */
    public Optional<Figure> judge() {
        return figures.values().stream().findFirst();
    }

    /** Those that judge, the verdict's own first. */
    public List<Figure> judges() {
        return figures.values().stream()
                .filter(figure -> scenario.judgedBy().contains(figure.name())
                        || figure.name().equals(judge().orElseThrow().name()))
                .toList();
    }

    public boolean wasRun() {
        return made() > 0;
    }

    /** Runs that were made. */
    public int made() {
        return standings.stream().mapToInt(standing -> standing.runs().size()).sum();
    }

    /** Who was run. */
    public List<Standing> present() {
        return standings.stream().filter(standing -> !standing.runs().isEmpty()).toList();
    }

    public boolean hasRun(String contender) {
        return present().stream().anyMatch(standing -> standing.contender().equals(contender));
    }

    public Optional<Standing> standing(String contender) {
        return standings.stream()
                .filter(standing -> standing.contender().equals(contender))
                .findFirst();
    }
}
