package dev.penstock.apps.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.GaugedServer;
import dev.penstock.apps.Gauges;
import dev.penstock.apps.ServerProcess;
import dev.penstock.apps.chat.ChatServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The chat as it is launched, on real sockets, among visitors of all kinds for as long as told, such as {@code -Psoak
 * -Dpenstock.soak=30m}: the regulars get every line in order, and nothing that the server holds grows.
 */
@EnabledIfSystemProperty(named = "penstock.soak", matches = ".+")
final class ChatSoakTest {
    private static final int SAMPLES = 120;
    private static final String[] OPTIONS = {
        "--port", "0",
        "--hard-limit", "64k", // soon reached by who does not read
        "--send-buffer", "32k",
        "--stall-timeout", "5s",
        "--frame-timeout", "2s",
        "--max-line-rate", "300/s",
        "--history", "20",
        "--stats", "1s"
    };

    @Test
    void shouldHoldNoMoreHoweverLongItRuns() throws Exception {
        Duration soak = Duration.parse("PT" + System.getProperty("penstock.soak"));
        try (var server = ServerProcess.startWithJvmOptions(
                List.of("-Xmx64m"), GaugedServer.class, ServerProcess.gauged(ChatServer.class, OPTIONS))) {
            Gauges before = server.gauges();
            var course = new Course();
            System.out.println(Course.heading());
            try (var crowd = new Crowd(server.port())) {
                crowd.start();
                long start = System.nanoTime();
                for (int i = 1; i <= SAMPLES; i++) {
                    if (crowd.awaitFailure(start + soak.toNanos() / SAMPLES * i)) break;
                    System.out.println(course.add(sample(server, crowd, start)));
                }
                crowd.fallSilent();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> crowd.haveHeardAll() || !crowd.failures().isEmpty());
                assertThat(crowd.failures()).isEmpty();
                System.out.printf(
                        "%n%s%n%d visits, %d lines delivered, none lost, none out of order%n%s%n",
                        course.slopes(), crowd.visits.get(), crowd.deliveries.get(), lastFigures(server));
            }
            assertThat(lastFigures(server))
                    .as("each kind of visitor has met its end")
                    .contains(
                            "end of input",
                            "closed by the server",
                            "connection reset",
                            "stalled",
                            "frame too long",
                            "frame timeout")
                    .doesNotContain(" 0 dropped");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(server.descriptors()).isEqualTo(before.descriptors()));
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.errors().lines())
                    .as("nothing but verdicts on the mute, and the end")
                    .allMatch(line -> line.matches("warning: chat: [0-9.:]+ aborted: stalled, \\d+ bytes dropped"
                            + "( \\(and \\d+ more like this\\))?|stats: .*|stopped: .*"));
            assertThat(course.growing()).isEmpty();
        }
    }

    /** The last line that {@code --stats} has made so far. */
    private static String lastFigures(ServerProcess server) throws IOException {
        String said = server.errors();
        return said.substring(said.lastIndexOf("stats: ")).lines().findFirst().orElseThrow();
    }

    private static Sample sample(ServerProcess server, Crowd crowd, long start) throws IOException {
        Histogram latencies = crowd.latencies.getIntervalHistogram();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Sample(seconds, server.gauges(), server.memory("VmRSS"), latencies);
    }
}
