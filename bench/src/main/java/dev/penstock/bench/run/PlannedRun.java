package dev.penstock.bench.run;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.scenario.Scenario;

/**
 * One contender's round in a scenario.
 *
 * @param round counted from 1
 */
record PlannedRun(Scenario scenario, Contender contender, int round) {
    /** Starting two JVMs, connecting, and ending them. */
    private static final double OVERHEAD_SECONDS = 1.0;

    private static final double CONNECTIONS_PER_SECOND = 5000;

    /** How long it will take, about, if the server keeps up. */
    double seconds() {
        var course = scenario.begin();
        int connections = course.next(java.util.List.of()).orElseThrow().connections();
        return OVERHEAD_SECONDS + course.seconds() + connections / CONNECTIONS_PER_SECOND;
    }
}
