package dev.penstock.bench.result;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * All that one run of the benchmark found out, as {@code results.json} has it. Every list has the order in which a report shows
 * it.
 *
 * @param version the project's
 * @param commandLine what was typed
 * @param loadJdk what the load generator ran on, for example {@code 17.0.15 (OpenJDK 64-Bit Server VM)}
 * @param selfTest what the generator does against a sink, in figures; may be empty
 * @param planned all that were to be run, in that order
 * @param runs those that ended, in whatever way
 * @param notRun what was left out, and why
 * @param interrupted whether it was stopped before all that was planned had been run
 */
public record Results(
        String version,
        Instant startedAt,
        Instant endedAt,
        String commandLine,
        Machine machine,
        Pinning pinning,
        String loadJdk,
        List<Figure> selfTest,
        List<ScenarioInfo> scenarios,
        List<ContenderInfo> contenders,
        List<Planned> planned,
        List<Run> runs,
        List<NotRun> notRun,
        boolean interrupted) {
    public Results {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(endedAt, "endedAt");
        Objects.requireNonNull(commandLine, "commandLine");
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(pinning, "pinning");
        Objects.requireNonNull(loadJdk, "loadJdk");
        selfTest = List.copyOf(selfTest);
        scenarios = List.copyOf(scenarios);
        contenders = List.copyOf(contenders);
        planned = List.copyOf(planned);
        runs = List.copyOf(runs);
        notRun = List.copyOf(notRun);
    }

    /** A run that is to be, one contender's round in a scenario; rounds count from 1. */
    public record Planned(String scenario, String contender, int round) {
        public Planned {
            Objects.requireNonNull(scenario, "scenario");
            Objects.requireNonNull(contender, "contender");
        }
    }

    /** What was left out on purpose. */
    public record NotRun(String scenario, String contender, String reason) {
        public NotRun {
            Objects.requireNonNull(scenario, "scenario");
            Objects.requireNonNull(contender, "contender");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
