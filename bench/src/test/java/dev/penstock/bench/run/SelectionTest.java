package dev.penstock.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.result.Results.NotRun;
import dev.penstock.bench.scenario.Parameter;
import dev.penstock.bench.scenario.Scenario;
import dev.penstock.bench.scenario.Scenarios;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class SelectionTest {
    private static final Scenario ECHO = Scenarios.ALL.get(0);

    @Test
    void shouldRunAllIfNothingIsNamed() {
        Selection all = Selection.of(false, List.of(), List.of(), Map.of());
        assertThat(all.scenarios()).hasSameSizeAs(Scenarios.ALL);
        assertThat(all.contenders()).containsExactly(Contender.values());
        assertThat(all.notRun()).isEmpty();
    }

    @Test
    void shouldMarkTheRestAsNotRun() {
        Selection quick = Selection.of(true, List.of(), List.of(), Map.of());
        int all = Scenarios.ALL.size() * Contender.values().length;
        assertThat(quick.notRun())
                .hasSize(all - 16)
                .contains(
                        new NotRun("ladder", "penstock", "not part of the quick run"),
                        new NotRun("echo", "netty-epoll", "not part of the quick run"));
        assertThat(quick.allScenarios()).hasSameSizeAs(Scenarios.ALL);
        assertThat(quick.allContenders()).containsExactlyInAnyOrder(Contender.values());
    }

    @Test
    void shouldRunWhatIsNamedTwiceOnce() {
        Selection twice =
                Selection.of(false, List.of(ECHO, ECHO), List.of(Contender.THREADS, Contender.THREADS), Map.of());
        assertThat(twice.scenarios()).hasSize(1);
        assertThat(twice.contenders()).hasSize(1);
    }

    @Test
    void shouldRefuseAParameterThatNobodyHas() {
        assertThatThrownBy(() -> Selection.of(false, List.of(ECHO), List.of(), Map.of(Parameter.BOUND, 1.0)))
                .hasMessage("--bound is no parameter of echo; list shows who has it");
    }

    @Test
    void shouldRefuseAChatOfMoreThanOneProcess() {
        Scenario chat = Scenarios.ALL.stream()
                .filter(scenario -> scenario.name().equals("chat"))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> Selection.of(false, List.of(chat), List.of(), Map.of(Parameter.CONNECTIONS, 20_000.0)))
                .hasMessage("a chat can have 19000 connections at most");
    }
}
