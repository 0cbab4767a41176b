package dev.penstock.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.bench.load.LoadPlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class ScenariosTest {
    @Test
    void shouldHaveNamesThatDiffer() {
        assertThat(Scenarios.ALL).extracting(Scenario::name).doesNotHaveDuplicates();
    }

    @Test
    void shouldHaveLoadsForTheirWork() {
        for (Scenario scenario : Scenarios.ALL) {
            LoadPlan plan = scenario.begin().next(List.of()).orElseThrow();
            assertThat(plan.work()).as(scenario.name()).isEqualTo(scenario.work());
            assertThat(scenario.begin().seconds()).as(scenario.name()).isPositive();
        }
    }

    @Test
    void shouldChangeTheLoadByAParameter() {
        Scenario few = named("slow-readers").with(Map.of(Parameter.STALLED, 3.0, Parameter.SECONDS, 4.0));
        LoadPlan plan = few.begin().next(List.of()).orElseThrow();
        assertThat(plan.groups())
                .filteredOn(group -> group.name().equals("stallers"))
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.connections()).isEqualTo(3);
                    assertThat(group.fromMillis()).isEqualTo(1000);
                });
        assertThat(few.parameters().show()).containsEntry("stalled", "3").containsEntry("seconds", "4 s");
    }

    @Test
    void shouldIgnoreAParameterOfOthers() {
        assertThat(named("idle").with(Map.of(Parameter.BOUND, 3.0)).parameters().names())
                .doesNotContain(Parameter.BOUND);
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThatThrownBy(() -> named("chat").with(Map.of(Parameter.SPEAKERS, 51.0)))
                .hasMessage("--speakers must not be more than --connections");
        assertThatThrownBy(() -> named("chat").with(Map.of(Parameter.SIZE, 100_000.0)))
                .hasMessage("--size must be at most 65536 in a chat");
        assertThatThrownBy(() -> named("echo").with(Map.of(Parameter.RATE, 0.0)))
                .hasMessage("--rate must be a whole number of 1 to 10000000, not 0");
    }

    private static Scenario named(String name) {
        return Scenarios.ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
