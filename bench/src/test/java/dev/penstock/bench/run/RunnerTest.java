package dev.penstock.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.result.Outcome;
import dev.penstock.bench.result.Run;
import dev.penstock.bench.scenario.Scenarios;
import dev.penstock.bench.work.Work;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With servers and loads that do not what they should. */
@Timeout(30)
final class RunnerTest {
    private static final String QUIET_LOAD = "read plan; cat";

    private double mostSeconds = Double.POSITIVE_INFINITY;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void shouldTellWhatAServerSaysThatCannotBeHadHere() throws Exception {
        Run run = run("echo 'netty-epoll is not available: no epoll' >&2; exit 1", QUIET_LOAD);
        assertThat(run.outcome())
                .isEqualTo(new Outcome(Outcome.Kind.UNAVAILABLE, "netty-epoll is not available: no epoll"));
    }

    @Test
    void shouldTellOfAServerThatDiesBeforeItIsReady() throws Exception {
        Run run = run("echo 'no memory' >&2; kill -9 $$", QUIET_LOAD);
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.DIED);
        assertThat(run.outcome().lastWords()).isEqualTo("server ended with status 137: no memory");
    }

    @Test
    void shouldTellOfAServerThatTalksGarbage() throws Exception {
        Run run = run("echo '<html>'; cat", QUIET_LOAD);
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.DIED);
        assertThat(run.outcome().lastWords()).isEqualTo("server said something else than that it is ready");
    }

    @Test
    void shouldTellOfAServerThatDiesUnderLoad() throws Exception {
        Run run = run(
                "echo 'ready 1'; read sample; echo 'OutOfMemoryError: it was too much' >&2; exit 4",
                "read plan; sleep 0.3; exit 1");
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.DIED);
        assertThat(run.outcome().lastWords())
                .isEqualTo("server ended with status 4: OutOfMemoryError: it was too much");
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("died: server ended with status 4");
    }

    @Test
    void shouldNotBlameAContenderForALoadThatFails() {
        assertThatThrownBy(() -> run("echo 'ready 1'; cat", "read plan; echo '{\"event\":'; cat"))
                .isInstanceOf(IOException.class)
                .hasMessage("load said something that is no event");
        assertThatThrownBy(() -> run("echo 'ready 1'; cat", "read plan; echo 'too few descriptors' >&2; exit 1"))
                .isInstanceOf(IOException.class)
                .hasMessage("load ended with status 1: too few descriptors");
    }

    @Test
    void shouldNotTryAgainWhatCannotBeHad() throws Exception {
        List<Run> runs = runs(3, "echo no >&2; exit 1", QUIET_LOAD);
        assertThat(runs)
                .hasSize(3)
                .allSatisfy(run -> assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.UNAVAILABLE));
    }

    @Test
    void shouldBeginNothingThatWouldEndTooLate() throws Exception {
        mostSeconds = 1;
        assertThat(runs(1, "echo no >&2; exit 1", QUIET_LOAD)).isEmpty();
    }

    @Test
    void shouldBeginNothingOnceStopped() throws Exception {
        var stop = new Stop();
        stop.want();
        List<Run> runs = new ArrayList<>();
        run(stop, 1, "echo no >&2; exit 1", QUIET_LOAD, runs);
        assertThat(runs).isEmpty();
    }

    private Run run(String server, String load) throws Exception {
        return runs(1, server, load).get(0);
    }

    private List<Run> runs(int rounds, String server, String load) throws Exception {
        List<Run> runs = new ArrayList<>();
        run(new Stop(), rounds, server, load, runs);
        return runs;
    }

    private void run(Stop stop, int rounds, String server, String load, List<Run> runs) throws Exception {
        var programs = new Programs() {
            @Override
            public List<String> server(Contender contender, Work work) {
                return List.of("bash", "-c", server);
            }

            @Override
            public List<String> load() {
                return List.of("bash", "-c", load);
            }
        };
        List<PlannedRun> plan = Plan.of(List.of(Scenarios.ALL.get(0)), List.of(Contender.PENSTOCK), rounds);
        var timeLeft = new TimeLeft(plan, System::nanoTime);
        try (var progress = new Progress(new PrintStream(printed), false, plan.size(), timeLeft)) {
            new Runner(programs, stop, "17", mostSeconds).run(plan, progress, timeLeft, runs::add);
        }
    }
}
