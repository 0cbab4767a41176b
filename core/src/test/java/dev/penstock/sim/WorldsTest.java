package dev.penstock.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The reactor in as many worlds as the build is given ({@code penstock.worlds}). A seed that fails is told with the command that
 * replays it ({@code penstock.seed}), with its whole story ({@code penstock.trace}).
 */
@Timeout(900)
@Order(1) // the longest
@Execution(ExecutionMode.CONCURRENT)
final class WorldsTest {
    private static final Long SEED = Long.getLong("penstock.seed");
    private static final boolean IS_TRACED = Boolean.getBoolean("penstock.trace");
    private static final long WORLDS = Long.getLong("penstock.worlds", 1_000);

    @Test
    void shouldHoldInEveryWorld() {
        try (var foreign = new ForeignThread()) {
            if (SEED != null) live(SEED, foreign, IS_TRACED ? System.out::println : null);
            else for (long seed = 1; seed <= WORLDS; seed++) live(seed, foreign, null);
        }
    }

    @Test
    void shouldHoldInTheWorldsThatOnceFailed() throws IOException {
        List<Long> seeds = seedsThatFailed();
        assertThat(seeds).isNotEmpty();
        try (var foreign = new ForeignThread()) {
            for (long seed : seeds) live(seed, foreign, null);
        }
    }

    /** One seed a line, then why it is there. */
    private static List<Long> seedsThatFailed() throws IOException {
        try (var lines = new BufferedReader(
                new InputStreamReader(WorldsTest.class.getResourceAsStream("seeds.txt"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Long.valueOf(line.split(" ", 2)[0]))
                    .toList();
        }
    }

    static World live(long seed, ForeignThread foreign, Consumer<String> listener) {
        try {
            return new World(seed, foreign, listener).run();
        } catch (Throwable failure) {
            throw new AssertionError(
                    failure.getMessage() + "\nreplay it with: mvn -q -pl core test -Dtest=WorldsTest -Dpenstock.seed="
                            + seed + " -Dpenstock.trace=true",
                    failure);
        }
    }
}
