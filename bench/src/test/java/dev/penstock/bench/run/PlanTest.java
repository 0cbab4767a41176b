package dev.penstock.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.scenario.Parameter;
import dev.penstock.bench.scenario.Scenario;
import dev.penstock.bench.scenario.Scenarios;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class PlanTest {
    private static final Scenario ONE = Scenarios.ALL.get(0);
    private static final Scenario TWO = Scenarios.ALL.get(1);
    private static final Contender A = Contender.PENSTOCK;
    private static final Contender B = Contender.THREADS;

    @Test
    void shouldInterleaveContendersOverRounds() {
        assertThat(Plan.of(List.of(ONE, TWO), List.of(A, B), 2))
                .containsExactly(
                        new PlannedRun(ONE, A, 1),
                        new PlannedRun(ONE, B, 1),
                        new PlannedRun(TWO, A, 1),
                        new PlannedRun(TWO, B, 1),
                        new PlannedRun(ONE, B, 2),
                        new PlannedRun(ONE, A, 2),
                        new PlannedRun(TWO, B, 2),
                        new PlannedRun(TWO, A, 2));
    }

    @Test
    void shouldEstimateByTheTimesOfTheLoads() {
        Scenario longer = TWO.with(Map.of(Parameter.SECONDS, TWO.parameters().get(Parameter.SECONDS) + 10));
        double usual = Plan.seconds(Plan.of(List.of(TWO), List.of(A, B), 3));
        assertThat(Plan.seconds(Plan.of(List.of(longer), List.of(A, B), 3))).isEqualTo(usual + 60, within(1e-6));
    }

    @Test
    void shouldPlanAQuickRunOfUnderThreeMinutes() {
        Selection quick = Selection.of(true, List.of(), List.of(), Map.of());
        List<PlannedRun> plan = Plan.of(quick.scenarios(), quick.contenders(), 3);
        assertThat(plan).hasSize(4 * 4 * 3);
        assertThat(Plan.seconds(plan)).isLessThan(170);
    }

    @Test
    void shouldCorrectTheTimeLeftByHowLongItTookSoFar() {
        long[] now = {0};
        List<PlannedRun> plan = Plan.of(List.of(ONE), List.of(A, B), 2);
        double each = plan.get(0).seconds();
        var left = new TimeLeft(plan, () -> now[0]);
        assertThat(left.seconds()).isEqualTo(4 * each, within(1e-6));
        left.begin(plan.get(0));
        now[0] += (long) (each * 2 * 1e9); // twice as long as it should
        left.end();
        assertThat(left.seconds()).isEqualTo(3 * each * 2, within(1e-3));
        left.begin(plan.get(1));
        now[0] += (long) (each * 1e9);
        assertThat(left.seconds()).isEqualTo(3 * each * 2 - each, within(1e-3));
    }
}
