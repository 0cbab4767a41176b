package dev.penstock.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class ResultsFileTest {
    @TempDir
    private Path directory;

    @Test
    void shouldReadWhatItWrote() throws Exception {
        Results results = results();
        Path file = directory.resolve(ResultsFile.NAME);
        ResultsFile.write(results, file);
        assertThat(ResultsFile.read(file)).isEqualTo(results);
    }

    @Test
    void shouldReplaceWhatWasThereAndLeaveNothingElse() throws Exception {
        Path file = directory.resolve(ResultsFile.NAME);
        Files.writeString(file, "old");
        ResultsFile.write(results(), file);
        assertThat(ResultsFile.read(file)).isEqualTo(results());
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void shouldKeepEveryLatency() throws Exception {
        Histogram histogram =
                ResultsFile.read(written()).runs().get(0).latencies().get(0).histogram();
        assertThat(histogram.getTotalCount()).isEqualTo(2);
        assertThat(histogram.getMaxValue()).isBetween(999_000_000L, 1_001_000_000L);
    }

    @Test
    void shouldSayThatThereIsNone() {
        assertThatIOException()
                .isThrownBy(() -> ResultsFile.read(directory.resolve("none.json")))
                .withMessage("there is no " + directory.resolve("none.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "3",
                "\"text\"",
                "{}",
                "{\"a\":1}",
                "{\"kind\":null,\"format\":1}",
                "not json",
                "{\"kind\":\"penstock-bench results\"}",
                "{\"kind\":{},\"format\":1}",
                "\u0000\u0001",
                "<html></html>",
                "{\"kind\":\"another's\",\"format\":1}",
                "{\"kind\":\"penstock-bench results\",\"format\":[1]}"
            })
    void shouldRefuseWhatIsNotOurs(String text) throws Exception {
        assertRefused(text, "is not results of this benchmark, or damaged");
    }

    @Test
    void shouldRefuseWhatIsNotText() throws Exception {
        Path file = directory.resolve("binary");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatIOException()
                .isThrownBy(() -> ResultsFile.read(file))
                .withMessageContaining("is not results of this benchmark");
    }

    @Test
    void shouldRefuseANewerFormat() throws Exception {
        assertRefused(
                Files.readString(written()).replace("\"format\":1", "\"format\":2"),
                "has format 2, and this benchmark reads 1; use the benchmark that wrote it");
    }

    @Test
    void shouldRefuseAFileThatEndsTooSoon() throws Exception {
        String text = Files.readString(written());
        for (int length = 1; length < text.length() - 1; length += 97)
            assertRefused(text.substring(0, length), "is not results of this benchmark, or damaged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"round\":1,\"serverJdk\" | \"serverJdk\" | a Run has no round",
                "\"cpu\":\"a processor\" | \"cpu\":null | a Machine has no cpu",
                "\"kind\":\"died\" | \"kind\":\"vanished\" | is damaged: kind",
                "\"value\":12.5 | \"value\":\"many\" | is damaged",
                "\"value\":12.5 | \"value\":1e999 | forbids NaN and infinities",
                "\"values\":[1.0,2.0] | \"values\":[1.0] | as many seconds as values",
                "2026-11-21T20:00:00Z | yesterday | 'yesterday' is not a moment",
                "\"encoded\":\" | \"encoded\":\"AAAA | latency round trip is not a histogram",
                "\"interrupted\":false | \"interrupted\":7 | is damaged",
                "\"runs\":[ | \"runs\":[null, | a Run is missing"
            })
    void shouldSayWhatIsDamaged(String whole, String damaged, String message) throws Exception {
        String text = Files.readString(written());
        assertThat(text).contains(whole);
        assertRefused(text.replace(whole, damaged), message);
    }

    private void assertRefused(String text, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("refused.json"), text, StandardCharsets.UTF_8);
        assertThatIOException()
                .isThrownBy(() -> ResultsFile.read(file))
                .withMessageContaining(file.toString())
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }

    private Path written() throws IOException {
        Path file = directory.resolve("written.json");
        ResultsFile.write(results(), file);
        return file;
    }

    private static Results results() {
        var nanos = new Histogram(3);
        nanos.recordValue(1000);
        nanos.recordValue(1_000_000_000);
        var run = new Run(
                "echo",
                "penstock",
                1,
                "25 \"quoted\" <&>",
                new Outcome(Outcome.Kind.DIED, "out of\nmemory \u2028 \ud83d\ude00"),
                List.of(new Figure("rate", 12.5, "messages/s", Figure.Better.HIGHER)),
                List.of(Latency.of("round trip", nanos)),
                new Errors(1, 2, 3, 4, 5),
                new GeneratorLoad(0.5, 1000, 2000),
                List.of(new Series(Series.RESIDENT, "B", List.of(0.0, 0.1), List.of(1.0, 2.0))),
                List.of(new Series("readers", "messages/s", List.of(), List.of())),
                List.of(new Mark(4.5, "10 peers stop reading")));
        return new Results(
                "0.1.0",
                Instant.parse("2026-11-21T20:00:00Z"),
                Instant.parse("2026-11-21T20:03:00Z"),
                "run --quick",
                new Machine("a processor", 2, 8L << 30, "an OS", "a kernel"),
                new Pinning("0", "1"),
                "17.0.15",
                List.of(new Figure("echo against a sink", 1e6, "messages/s", Figure.Better.HIGHER)),
                List.of(new ScenarioInfo("echo", "round trips", Map.of("connections", "50"), List.of("rate"))),
                List.of(new ContenderInfo("penstock", "this project")),
                List.of(new Results.Planned("echo", "penstock", 1)),
                List.of(run),
                List.of(new Results.NotRun("idle", "penstock", "not part of --quick")),
                false);
    }
}
