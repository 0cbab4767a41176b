package dev.penstock.bench.scenario;

import java.util.List;
import java.util.Map;

/** All scenarios. */
public final class Scenarios {
    /** In the order in which they are run and shown. */
    public static final List<Scenario> ALL = List.of(
            RequestScenarios.ECHO,
            RequestScenarios.ECHO_PIPELINED,
            RequestScenarios.LARGE_MESSAGES,
            RequestScenarios.FRAMED,
            ChatScenarios.CHAT,
            SlowPeerScenarios.SLOW_READERS,
            SlowPeerScenarios.SLOW_SENDERS,
            SlowPeerScenarios.STALLED_ECHO,
            IdleScenario.IDLE,
            RequestScenarios.CHURN,
            RequestScenarios.LADDER);

    /** Those of the quick run, with times short enough for three rounds of four contenders in under three minutes. */
    private static final Map<String, Map<Parameter, Double>> QUICK = Map.of(
            "echo", Map.of(Parameter.WARM_UP, 1.2, Parameter.SECONDS, 0.6),
            "slow-readers", Map.of(Parameter.WARM_UP, 0.6, Parameter.SECONDS, 1.5),
            "stalled-echo", Map.of(Parameter.WARM_UP, 0.5, Parameter.SECONDS, 0.6),
            "idle", Map.of(Parameter.WARM_UP, 0.6, Parameter.SECONDS, 0.3, Parameter.IDLE, 4000.0));

    /** Of a scenario that the quick run has not, if it is named all the same. */
    private static final Map<Parameter, Double> QUICK_TIMES = Map.of(Parameter.WARM_UP, 0.6, Parameter.SECONDS, 1.0);

    private Scenarios() {}

    /** Whether {@code --quick} has it. */
    public static boolean isQuick(Scenario scenario) {
        return QUICK.containsKey(scenario.name());
    }

    /** What {@code --quick} sets. */
    public static Map<Parameter, Double> quick(Scenario scenario) {
        return QUICK.getOrDefault(scenario.name(), QUICK_TIMES);
    }
}
