package dev.penstock.apps.sim;

import dev.penstock.apps.cli.StandardErrorLoggerFinder;
import java.lang.System.Logger.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The chat in as many worlds as the build is given ({@code penstock.guestWorlds}). */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("log")
final class ChatWorldsTest {
    private static final long WORLDS = Long.getLong("penstock.guestWorlds", 1_000);
    private static final Long SEED = Long.getLong("penstock.seed");
    private static final boolean IS_TRACED = Boolean.getBoolean("penstock.trace");

    @BeforeAll
    static void logNothing() {
        StandardErrorLoggerFinder.setThreshold(Level.OFF); // worlds are full of what should be logged
    }

    @AfterAll
    static void logAgain() {
        StandardErrorLoggerFinder.setThreshold(Level.WARNING);
    }

    @Test
    void shouldHoldInEveryWorld() {
        if (SEED != null) live(SEED);
        else for (long seed = 1; seed <= WORLDS; seed++) live(seed);
    }

    private static void live(long seed) {
        try {
            ChatWorld.live(seed, IS_TRACED ? System.out::println : null);
        } catch (Throwable failure) {
            throw new AssertionError(
                    failure.getMessage() + "\nreplay it with: mvn -q -pl apps -am test -Dtest=ChatWorldsTest"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dpenstock.seed=" + seed
                            + " -Dpenstock.trace=true",
                    failure);
        }
    }
}
