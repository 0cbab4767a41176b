package dev.penstock.sim;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** New worlds for as long as told, such as {@code -Psoak -Dpenstock.soak=10m}; says at the end how many they were. */
@EnabledIfSystemProperty(named = "penstock.soak", matches = ".+")
final class SoakTest {
    @Test
    void shouldHoldInEveryWorldForAsLongAsTold() {
        Duration soak = Duration.parse("PT" + System.getProperty("penstock.soak"));
        long first = ThreadLocalRandom.current().nextLong(1L << 40);
        long worlds = 0;
        long events = 0;
        long start = System.nanoTime();
        try (var foreign = new ForeignThread()) {
            while (System.nanoTime() - start < soak.toNanos()) {
                events +=
                        WorldsTest.live(first + worlds, foreign, null).network().eventCount();
                worlds++;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%d worlds from seed %d on, %.0f worlds and %.0f events a second%n",
                worlds, first, worlds / seconds, events / seconds);
    }
}
