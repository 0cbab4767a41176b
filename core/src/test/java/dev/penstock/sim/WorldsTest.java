package dev.penstock.sim;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The reactor in as many worlds as the build has time for. A seed that fails is told with the command that replays it. */
@Timeout(600)
final class WorldsTest {
    /** Replays one seed instead. */
    private static final Long SEED = Long.getLong("penstock.seed");

    private static final boolean IS_TRACED = Boolean.getBoolean("penstock.trace");
    private static final long FIRST = Long.getLong("penstock.first", 1);
    private static final long WORLDS = Long.getLong("penstock.worlds", 1_000);

    @Test
    void shouldHoldInEveryWorld() {
        try (ForeignThread foreign = new ForeignThread()) {
            if (SEED != null) live(SEED, foreign, IS_TRACED ? System.out::println : null);
            else for (long seed = FIRST; seed < FIRST + WORLDS; seed++) live(seed, foreign, null);
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
