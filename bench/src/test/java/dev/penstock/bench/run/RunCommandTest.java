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
    void shouldMeasureAndWriteItDown() throws Exception {
        try (var bench = run(
                "--contender",
                "penstock",
                "--contender",
                "threads",
                "--rounds",
                "1",
                "--warm-up",
                "0.1",
                "--seconds",
                "0.4")) {
            List<String> lines = bench.remainingLines();
            assertThat(bench.awaitExit()).as(bench.errors()).isZero();
            assertThat(lines.get(0)).startsWith("2 rounds: 1 scenarios, 2 contenders, 1 each; about ");
            assertThat(lines)
                    .anyMatch(line -> line.startsWith("1/2  echo "))
                    .contains("report: " + out.resolve("report.html"));
            assertThat(bench.errors()).isEmpty();
        }
        Results results = results();
        assertThat(results.interrupted()).isFalse();
        assertThat(results.runs()).extracting(Run::contender).containsExactly("penstock", "threads");
        for (Run run : results.runs()) {
            assertThat(run.outcome()).isEqualTo(Outcome.OK);
            assertThat(run.errors()).isEqualTo(Errors.NONE);
            assertThat(run.figures())
                    .extracting(Figure::name)
                    .contains("messages per second", "server CPU per message", "p99");
            assertThat(run.latencies().get(0).histogram().getTotalCount())
                    .as("all that were due at 10,000 a second in 0.4 s")
                    .isEqualTo(4000);
            assertThat(run.samples()).extracting(Series::name).contains(Series.RESIDENT, Series.CPU, Series.THREADS);
        }
        assertThat(results.notRun()).hasSize(10 * 9 + 7);
        assertThat(out.resolve("report.html")).isRegularFile();
        assertThat(out.resolve("echo.penstock.round-trip.hgrm")).content().contains("Percentile");
    }

    @Test
    void shouldLeaveAReportAndNoProcessWhenStopped() throws Exception {
        try (var bench = run("--contender", "penstock", "--rounds", "5", "--warm-up", "0", "--seconds", "0.05")) {
            awaitFirstRound(bench);
            List<ProcessHandle> children =
                    Awaitility.await().atMost(Duration.ofSeconds(40)).until(bench::children, all -> !all.isEmpty());
            bench.signal("INT");
            assertThat(bench.awaitExit()).as(bench.errors()).isZero();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(bench.remainingLines()).anyMatch(line -> line.startsWith("stopped after "));
        }
        assertThat(results().interrupted()).isTrue();
        assertThat(results().runs()).isNotEmpty();
        assertThat(out.resolve("report.html")).isRegularFile();
    }

    @Test
    void shouldLeaveNoProcessWhenItIsKilled() throws Exception {
        try (var bench = run("--contender", "threads", "--seconds", "0.05", "--warm-up", "20")) {
            List<ProcessHandle> children =
                    Awaitility.await().atMost(Duration.ofSeconds(40)).until(bench::children, all -> all.size() == 2);
            bench.signal("KILL");
            for (ProcessHandle child : children) child.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    private BenchProcess run(String... args) throws Exception {
        var all = new ArrayList<>(List.of("run", "--scenario", "echo", "--out", out.toString()));
        all.addAll(List.of(args));
        return new BenchProcess(all.toArray(String[]::new));
    }

    private static void awaitFirstRound(BenchProcess bench) throws Exception {
        for (String line = bench.nextLine(); line != null; line = bench.nextLine()) if (line.startsWith("1/")) return;
        throw new AssertionError("no round ended: " + bench.errors());
    }

    private Results results() throws Exception {
        return ResultsFile.read(out.resolve(ResultsFile.NAME));
    }
}
