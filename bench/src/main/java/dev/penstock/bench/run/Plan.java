package dev.penstock.bench.run;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/** In which order it is all run. */
final class Plan {
    private Plan() {}

    /**
     * Round after round, scenario after scenario, and in each all contenders one after the other: what a machine does slowly, such
     * as getting warm or busy, then meets all of them alike, and a run that is stopped has something of each. Each round begins
     * with another contender, so that none always follows the same one.
     */
    static List<PlannedRun> of(List<Scenario> scenarios, List<Contender> contenders, int rounds) {
        List<PlannedRun> plan = new ArrayList<>();
        for (int round = 1; round <= rounds; round++)
            for (Scenario scenario : scenarios)
                for (int i = 0; i < contenders.size(); i++)
                    plan.add(new PlannedRun(scenario, contenders.get((i + round - 1) % contenders.size()), round));
        return plan;
    }

    static double seconds(List<PlannedRun> plan) {
        return plan.stream().mapToDouble(PlannedRun::seconds).sum();
    }
}
