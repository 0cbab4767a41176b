package dev.penstock.bench.run;

import dev.penstock.bench.result.ContenderInfo;
import dev.penstock.bench.result.Figure;
import dev.penstock.bench.result.Machine;
import dev.penstock.bench.result.Pinning;
import dev.penstock.bench.result.Results;
import dev.penstock.bench.result.Run;
import dev.penstock.bench.result.ScenarioInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All that is known of a run of the benchmark, at any moment. */
final class Journal {
    private final Instant startedAt = Instant.now();
    private final String version;
    private final String commandLine;
    private final Machine machine;
    private final Pinning pinning;
    private final String loadJdk;
    private final Selection selection;
    private final List<PlannedRun> plan;
    private final List<Figure> selfTest = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();

    Journal(
            String version,
            String commandLine,
            Cores cores,
            String loadJdk,
            Selection selection,
            List<PlannedRun> plan) {
        this.version = version;
        this.commandLine = commandLine;
        this.machine = ThisMachine.describe();
        this.pinning = cores.isPinned()
                ? new Pinning(Integer.toString(cores.server()), Integer.toString(cores.load()))
                : Pinning.NONE;
        this.loadJdk = loadJdk;
        this.selection = selection;
        this.plan = plan;
    }

    Machine machine() {
        return machine;
    }

    void selfTested(List<Figure> figures) {
        selfTest.addAll(figures);
    }

    void add(Run run) {
        runs.add(run);
    }

    Results results() {
        return new Results(
                version,
                startedAt,
                Instant.now(),
                commandLine,
                machine,
                pinning,
                loadJdk,
                selfTest,
                selection.allScenarios().stream()
                        .map(scenario -> new ScenarioInfo(
                                scenario.name(),
                                scenario.description(),
                                scenario.parameters().show(),
                                scenario.judgedBy()))
                        .toList(),
                selection.allContenders().stream()
                        .map(contender -> new ContenderInfo(contender.toString(), contender.description()))
                        .toList(),
                plan.stream()
                        .map(run -> new Results.Planned(
                                run.scenario().name(), run.contender().toString(), run.round()))
                        .toList(),
                runs,
                selection.notRun(),
                runs.size() < plan.size());
    }
}
