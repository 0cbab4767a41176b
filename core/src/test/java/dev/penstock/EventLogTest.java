package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** The log tells what happens, but not so often that it becomes the next problem, and peers do not write in it. */
@Timeout(30)
@Isolated
final class EventLogTest {
    private static final Duration ALMOST_A_SECOND = Duration.ofMillis(999);

    private final ManualClock clock = new ManualClock();
    private final EventLog log = new EventLog("test", clock);
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        QuietLogs.listener = lines::add;
    }

    @AfterEach
    void stopListening() {
        QuietLogs.listener = null;
    }

    private void fail(String message) {
        log.onError(null, new IllegalStateException(message));
    }

    @Test
    void shouldWarnOnceASecondAndCountTheOthers() {
        for (int i = 0; i < 1000; i++) fail("number " + i);
        clock.advance(ALMOST_A_SECOND);
        fail("late");
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .startsWith("WARNING test: a task failed: java.lang.IllegalStateException: number 0 at ")
                .doesNotContain("more like this");

        clock.advance(Duration.ofMillis(1));
        fail("the next second");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains("the next second").endsWith(" (and 1000 more like this)");

        clock.advance(Duration.ofSeconds(1));
        fail("the last");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(2)).contains("the last").doesNotContain("more like this");
    }

    @Test
    void shouldNotHoldBackOneKindForAnother() {
        fail("a failure");
        log.spinning(512);
        log.acceptFailed(new IOException("Too many open files"), 50);
        fail("again");
        log.spinning(512);
        log.acceptFailed(new IOException("Too many open files"), 100);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).contains("woken 512 times");
        assertThat(lines.get(2)).isEqualTo("WARNING test: accept failed (Too many open files); next try in 50 ms");
    }

    /** A peer that went away is no event worth a warning, however many do. */
    @Test
    void shouldNotWarnOfPeersThatWentAway() {
        for (int i = 0; i < 10; i++) log.onError(null, new IOException("Broken pipe"));
        assertThat(lines).isEmpty();
    }

    /** A handler's failure may well quote its input. */
    @Test
    void shouldEscapeWhatAPeerSentInTheFailureOfItsHandler() {
        try (var fixture =
                new ReactorFixture(options -> options.errorHandler(null), options -> {}, connection -> (c, data) -> {
                    throw new IllegalArgumentException("no such command: " + StandardCharsets.UTF_8.decode(data));
                })) {
            TestClient client = fixture.connect();
            client.send("\u001b[2Jx\r\nWARNING test: forged \u202e\u0085");
            fixture.until(() -> fixture.get(Metric.CLOSED) == 1);
        }
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .matches("WARNING penstock: 127\\.0\\.0\\.1:\\d+ failed: .*")
                .contains("no such command: \\x1b[2Jx\\x0d\\x0aWARNING test: forged \\u202e\\x85 at ")
                .matches("\\p{Print}*");
    }
}
