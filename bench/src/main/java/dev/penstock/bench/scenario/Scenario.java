package dev.penstock.bench.scenario;

import dev.penstock.bench.work.Work;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What all contenders are put through alike. Contenders differ in nothing but the server; scenarios differ in nothing but the load.
 *
 * @param name on command lines and in results
 * @param description what is done and what it shows, in a sentence
 * @param work what the servers do
 * @param parameters what can be set, with the values that are used
 * @param course what the loads are
 * @param findings what the loads, all of the course, found out
 * @param judgedBy names of the figures that decide, the most important first
 */
public record Scenario(
        String name,
        String description,
        Work work,
        Parameters parameters,
        Function<Parameters, Course> course,
        BiFunction<Parameters, List<Lap>, Findings> findings,
        List<String> judgedBy) {
    public Scenario {
        judgedBy = List.copyOf(judgedBy);
    }

    /**
     * The same with other values of those parameters that it has.
     *
     * @throws IllegalArgumentException if one is out of range, or they do not go together; the message is for people
     */
    public Scenario with(Map<Parameter, Double> values) {
        var changed = new Scenario(name, description, work, parameters.withThoseOf(values), course, findings, judgedBy);
        changed.begin();
        return changed;
    }

    /** What the server will go through. */
    public Course begin() {
        return course.apply(parameters);
    }

    /** What came of it. */
    public Findings findings(List<Lap> laps) {
        return findings.apply(parameters, laps);
    }
}
