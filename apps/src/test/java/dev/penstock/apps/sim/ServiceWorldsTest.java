package dev.penstock.apps.sim;

import dev.penstock.apps.cli.StandardErrorLoggerFinder;
import dev.penstock.sim.GuestWorlds;
import java.lang.System.Logger.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The servers of this module in as many worlds as the build is given ({@code penstock.guestWorlds}). */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("log")
final class ServiceWorldsTest {
    private static final long WORLDS = Long.getLong("penstock.guestWorlds", 1_000);

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
        new GuestWorlds("apps", ServiceWorldsTest.class, new ServiceGuests()).live(WORLDS);
    }
}
