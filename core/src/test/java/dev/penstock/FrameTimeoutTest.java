package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.frame.FrameReader;
import dev.penstock.frame.Framing;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A frame once begun must end, however busily its peer sends a byte now and then. */
@Timeout(30)
final class FrameTimeoutTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private int frames;

    private ReactorFixture fixture(Consumer<ListenerOptions.Builder> options) {
        Framing framing = Framing.lines(4096);
        return new ReactorFixture(
                reactor -> {},
                options,
                connection -> new FrameReader(framing, (c, frame) -> {
                    frames++;
                    return true;
                }));
    }

    /** What is sent is read, and a second passes. */
    private void sendAndWait(ReactorFixture fixture, TestClient client, String text) {
        long before = fixture.get(Metric.BYTES_IN);
        client.send(text);
        fixture.until(() -> fixture.get(Metric.BYTES_IN) == before + text.length());
        fixture.clock.advance(SECOND);
        fixture.step();
    }

    private static void pass(ReactorFixture fixture, int seconds) {
        for (int i = 0; i < seconds; i++) {
            fixture.clock.advance(SECOND);
            fixture.step();
        }
    }

    @Test
    void shouldEndAPeerThatKeepsAFrameUnfinished() {
        try (var fixture = fixture(options -> options.frameTimeout(Duration.ofSeconds(10)))) {
            TestClient client = fixture.connect();
            for (int i = 0; i < 9; i++) sendAndWait(fixture, client, "x");
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(1);
            pass(fixture, 2);
            fixture.until(client::hasEnded);
            assertThat(fixture.closed(CloseReason.FRAME_TIMEOUT)).isEqualTo(1);
        }
    }

    @Test
    void shouldGiveEachFrameItsOwnTime() {
        try (var fixture = fixture(options -> options.frameTimeout(Duration.ofSeconds(10)))) {
            TestClient client = fixture.connect();
            sendAndWait(fixture, client, "x");
            for (int i = 0; i < 5; i++) {
                pass(fixture, 7);
                sendAndWait(fixture, client, "y\nz");
            }
            assertThat(frames).isEqualTo(5);
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(1);
            pass(fixture, 11);
            fixture.until(() -> fixture.closed(CloseReason.FRAME_TIMEOUT) == 1);
        }
    }

    @Test
    void shouldLeaveAPeerAloneThatHasNothingUnfinished() {
        try (var fixture = fixture(options -> options.frameTimeout(Duration.ofSeconds(10)))) {
            TestClient client = fixture.connect();
            sendAndWait(fixture, client, "x");
            sendAndWait(fixture, client, "y\n");
            pass(fixture, 60);
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(1);
        }
    }

    @Test
    void shouldStandStillWhileWeDoNotRead() {
        try (var fixture =
                fixture(options -> options.frameTimeout(Duration.ofSeconds(10)).minFrameRate(1))) {
            TestClient client = fixture.connect();
            sendAndWait(fixture, client, "x".repeat(20));
            pass(fixture, 4);
            Connection connection = fixture.connections.get(0);
            connection.pauseInput();
            pass(fixture, 60);
            connection.resumeInput();
            pass(fixture, 4);
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(1);
            pass(fixture, 2);
            fixture.until(() -> fixture.closed(CloseReason.FRAME_TIMEOUT) == 1);
        }
    }

    @Test
    void shouldEndAPeerThatSendsAFrameTooSlowly() {
        try (var fixture = fixture(options -> options.minFrameRate(100))) {
            TestClient client = fixture.connect();
            for (int i = 0; i < 4; i++) sendAndWait(fixture, client, "x");
            assertThat(fixture.get(Metric.OPEN)).as("within the grace").isEqualTo(1);
            for (int i = 0; i < 2; i++) sendAndWait(fixture, client, "x");
            fixture.until(() -> fixture.closed(CloseReason.FRAME_TIMEOUT) == 1);
        }
    }

    @Test
    void shouldNotEndAPeerThatKeepsToTheRate() {
        try (var fixture = fixture(options -> options.minFrameRate(100))) {
            TestClient client = fixture.connect();
            for (int i = 0; i < 30; i++) sendAndWait(fixture, client, "x".repeat(100));
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(1);
            pass(fixture, 6);
            fixture.until(() -> fixture.closed(CloseReason.FRAME_TIMEOUT) == 1);
        }
    }
}
