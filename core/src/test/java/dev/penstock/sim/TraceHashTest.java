package dev.penstock.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The same seed is the same story: twice in one JVM, and in others that compile, collect and hash differently. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
final class TraceHashTest {
    private static final int SEEDS = 10;
    private static final Path HOME = Path.of(System.getProperty("java.home"));

    /** The hashes of a few worlds, a line each. */
    public static void main(String[] arguments) {
        System.out.print(hashes());
    }

    private static String hashes() {
        var text = new StringBuilder();
        try (var foreign = new ForeignThread()) {
            for (long seed = 1; seed <= SEEDS; seed++)
                text.append(Long.toHexString(
                                WorldsTest.live(seed, foreign, null).trace().hash()))
                        .append('\n');
        }
        return text.toString();
    }

    private static String hashesIn(String... options) throws IOException, InterruptedException {
        return hashesOf(HOME, options);
    }

    private static String hashesOf(Path home, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-ea", "-cp", System.getProperty("java.class.path"), TraceHashTest.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return text;
    }

    @Test
    void shouldTellTheSameStoryTwice() {
        assertThat(hashes()).isEqualTo(hashes());
    }

    @Test
    void shouldTellTheSameStoryInAJvmThatInterprets() throws IOException, InterruptedException {
        assertThat(hashesIn("-Xint")).isEqualTo(hashes());
    }

    /** Identity hashes are what most often makes two runs differ. */
    @Test
    void shouldTellTheSameStoryWithOtherHashCodesAndAnotherCollector() throws IOException, InterruptedException {
        assertThat(hashesIn("-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=2", "-XX:+UseParallelGC"))
                .isEqualTo(hashes());
    }

    @Test
    void shouldTellTheSameStoryOnEveryJdkBesideThisOne() throws IOException, InterruptedException {
        List<Path> others;
        try (Stream<Path> homes = Files.list(HOME.getParent())) {
            others = homes.filter(TraceHashTest::isNewEnough)
                    .map(TraceHashTest::real)
                    .distinct()
                    .filter(home -> !home.equals(real(HOME)))
                    .sorted()
                    .toList();
        }
        for (Path other : others) assertThat(hashesOf(other)).as("on %s", other).isEqualTo(hashes());
    }

    /** Its own name: others may link to it. */
    private static Path real(Path home) {
        try {
            return home.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNewEnough(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) return false;
        try (Stream<String> lines = Files.lines(release)) {
            return lines.anyMatch(line -> line.matches("JAVA_VERSION=\"(1[7-9]|[2-9][0-9])\\b.*"));
        } catch (IOException e) {
            return false;
        }
    }
}
