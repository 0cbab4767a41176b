package dev.penstock.sim;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every framing in as many worlds as the build is given ({@code penstock.guestWorlds}). */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
final class FramingWorldsTest {
    private static final long WORLDS = Long.getLong("penstock.guestWorlds", 1_000);

    @Test
    void shouldHoldInEveryWorld() {
        new GuestWorlds("core", FramingWorldsTest.class, new FramingGuest.Maker()).live(WORLDS);
    }
}
