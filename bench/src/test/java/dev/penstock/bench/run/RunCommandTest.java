package dev.penstock.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.result.Errors;
import dev.penstock.bench.result.Figure;
import dev.penstock.bench.result.Outcome;
import dev.penstock.bench.result.Results;
import dev.penstock.bench.result.ResultsFile;
import dev.penstock.bench.result.Run;
import dev.penstock.bench.result.Series;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With real servers, real loads, and processes of their own. */
@Timeout(120)
final class RunCommandTest {
    @TempDir
    private Path out;

    @Test
    void shouldMeasureUntilItIsStoppedAndLeaveAReportAndNoProcess() throws Exception {
        try (var bench =
                run("--contender", "penstock", "--contender", "threads", "--warm-up", "0.1", "--seconds", "0.2")) {
            assertThat(bench.nextLine()).startsWith("6 rounds: 1 scenarios, 2 contenders, 3 each; about ");
            awaitRound(bench, "2/6  echo            threads ");
            List<ProcessHandle> children = awaitChildren(bench, 1);
            bench.signal("INT");
            assertThat(bench.remainingLines())
                    .anyMatch(line -> line.startsWith("stopped after "))
                    .contains("report: " + out.resolve("report.html"));
            assertThat(bench.awaitExit()).isZero();
            assertThat(bench.errors()).isEmpty();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        }
        Results results = ResultsFile.read(out.resolve(ResultsFile.NAME));
        assertThat(results.interrupted()).isTrue();
        assertThat(results.runs()).extracting(Run::contender).startsWith("penstock", "threads");
        for (Run run : results.runs()) assertIsWhole(run);
        assertThat(results.selfTest()).hasSize(2);
        assertThat(results.notRun()).hasSize(10 * 9 + 7);
        assertThat(out.resolve("report.html")).isRegularFile();
        assertThat(out.resolve("echo.penstock.round-trip.hgrm")).content().contains("Percentile");
    }

    private static void assertIsWhole(Run run) {
        assertThat(run.outcome()).isEqualTo(Outcome.OK);
        assertThat(run.errors()).isEqualTo(Errors.NONE);
        assertThat(run.figures())
                .extracting(Figure::name)
                .contains("messages per second", "server CPU per message", "p99");
        assertThat(run.latencies().get(0).histogram().getTotalCount())
                .as("all that were due at 10,000 a second in 0.2 s")
                .isEqualTo(2000);
        assertThat(run.samples()).extracting(Series::name).contains(Series.RESIDENT, Series.CPU, Series.THREADS);
    }

    @Test
    void shouldLeaveNoProcessWhenItIsKilled() throws Exception {
        try (var bench = run("--contender", "threads", "--seconds", "0.05", "--warm-up", "20")) {
            List<ProcessHandle> children = awaitChildren(bench, 2);
            bench.signal("KILL");
            for (ProcessHandle child : children) child.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    private BenchProcess run(String... args) throws Exception {
        var all = new ArrayList<>(List.of("run", "--scenario", "echo", "--out", out.toString()));
        all.addAll(List.of(args));
        return new BenchProcess(all.toArray(String[]::new));
    }

    private static List<ProcessHandle> awaitChildren(BenchProcess bench, int number) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(bench::children, children -> children.size() >= number);
    }

    private static void awaitRound(BenchProcess bench, String start) throws Exception {
        for (String line = bench.nextLine(); line != null; line = bench.nextLine()) if (line.startsWith(start)) return;
        throw new AssertionError("that round did not end: " + bench.errors());
    }
}
