package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A peer that is not read and goes away without a farewell is noticed all the same. */
@Timeout(30)
final class BlindPeerTest {
    private static final int KERNEL = 16 << 10;
    private static final Duration TICKS = Duration.ofMillis(3);

    private final WatchedNetwork network = new WatchedNetwork();

    private ReactorFixture with(ConnectionHandler handler) {
        return new ReactorFixture(
                options -> options.provider(network),
                options -> options.policy(SlowPeerPolicy.pauseInput(128 << 10, Duration.ofSeconds(30)))
                        .sendBuffer(KERNEL)
                        .receiveBuffer(KERNEL),
                connection -> handler);
    }

    private static void assertReset(ReactorFixture fixture) {
        assertThat(fixture.endOf(fixture.connections.get(0))).isEqualTo(CloseReason.CONNECTION_RESET);
        assertThat(fixture.get(Metric.POOL_USED)).isZero();
        assertThat(fixture.takeErrors()).hasSize(1);
    }

    /** Bytes wait, so there is write interest, and no time need pass. */
    @Test
    void shouldNoticeAtOnceThatAPeerPausedAtItsLimitWasReset() {
        try (var fixture = with(Connection::writeSome)) {
            TestClient client = fixture.connect(KERNEL);
            fixture.floodUntilPaused(client);
            fixture.settle();
            client.reset();
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
            assertReset(fixture);
        }
    }

    /** The same where the selector stays silent. */
    @Test
    void shouldNoticeAResetByTheProbeAlone() {
        try (var fixture = with(Connection::writeSome)) {
            TestClient client = fixture.connect(KERNEL);
            fixture.floodUntilPaused(client);
            fixture.settle();
            network.isBlind = true;
            client.reset();
            fixture.settle();
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(1);
            fixture.clock.advance(Duration.ofNanos(Deadlines.FIRST_PROBE_NANOS).plus(TICKS));
            fixture.step();
            network.isBlind = false;
            assertThat(fixture.get(Metric.OPEN)).isZero();
            assertReset(fixture);
        }
    }

    /** No interest is left for it, so nothing tells of the reset until it is written to. */
    @Test
    void shouldNoticeAResetOfAPausedPeerWhenItIsWrittenTo() {
        try (var fixture = with((connection, data) -> {
            data.position(data.limit());
            connection.pauseInput();
        })) {
            TestClient client = fixture.connect(KERNEL);
            client.send("x");
            fixture.until(() -> fixture.get(Metric.BYTES_IN) == 1);
            Connection connection = fixture.connections.get(0);
            assertThat(connection.interest).isZero();
            client.reset();
            fixture.settle();
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(1);
            connection.write(ByteBuffer.wrap("are you there".getBytes()));
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
            assertReset(fixture);
        }
    }
}
