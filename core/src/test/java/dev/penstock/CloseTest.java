package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the server ends a connection: what it has said arrives, and it does not wait for ever. */
@Timeout(30)
final class CloseTest {
    private static final Duration TICKS = Duration.ofMillis(3);
    private static final ConnectionHandler GOODBYE = (connection, data) -> {
        data.position(data.limit());
        connection.write(ByteBuffer.wrap("bye".getBytes()));
        connection.close();
    };

    /** Closing a socket with unread input has the kernel send a reset, which destroys what the peer has not read yet. */
    @RepeatedTest(20)
    void shouldDeliverAllOutputAlthoughInputWasNotRead() {
        byte[] output = TestClient.pattern(300_000);
        try (var fixture = new ReactorFixture((connection, data) -> {
            data.position(data.limit());
            connection.pauseInput();
            connection.reactor().schedule(Duration.ofSeconds(1), () -> {
                connection.write(ByteBuffer.wrap(output));
                connection.close();
            });
        })) {
            TestClient client = fixture.connect();
            client.send("x");
            fixture.until(() -> fixture.get(Metric.BYTES_IN) == 1);
            client.send(new byte[1000]);
            fixture.clock.advance(Duration.ofSeconds(1).plus(TICKS));
            fixture.until(() -> fixture.get(Metric.CLOSED) == 1);
            fixture.settle();
            fixture.until(client::hasEnded);
            assertThat(client.received()).isEqualTo(output);
            client.close();
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
        }
    }

    @Test
    void shouldDeliverWhatOnOpenWroteBeforeItClosed() {
        try (var fixture = new ReactorFixture(new ConnectionHandler() {
            @Override
            public void onOpen(Connection connection) {
                connection.write(ByteBuffer.wrap("full".getBytes()));
                connection.close();
            }

            @Override
            public void onData(Connection connection, ByteBuffer data) {
                throw new IllegalStateException("input after close");
            }
        })) {
            TestClient client = fixture.connectOnly(TestClient.DEFAULT_BUFFER);
            client.send("hello");
            fixture.until(client::hasEnded);
            assertThat(client.text()).isEqualTo("full");
            assertThat(fixture.closed(CloseReason.CLOSED_BY_SERVER)).isEqualTo(1);
        }
    }

    @Test
    void shouldAnswerClosedToWritesAfterClose() {
        try (var fixture = new ReactorFixture((connection, data) -> {})) {
            fixture.connect();
            Connection connection = fixture.connections.get(0);
            ByteBuffer message = ByteBuffer.allocateDirect(10);
            connection.close();
            assertThat(connection.write(message)).isEqualTo(WriteResult.CLOSED);
            assertThat(connection.writeSome(message)).isZero();
            fixture.until(() -> connection.state() == ConnectionState.CLOSED);
            assertThat(connection.write(message)).isEqualTo(WriteResult.CLOSED);
            assertThat(message.remaining()).isEqualTo(10);
            connection.close();
            connection.abort(CloseReason.HANDLER_FAILED);
            connection.resumeInput();
            fixture.settle();
            assertThat(fixture.endOf(connection)).isEqualTo(CloseReason.CLOSED_BY_SERVER);
        }
    }

    @Test
    void shouldResetAndDropOnAbort() {
        try (var fixture = new ReactorFixture((connection, data) -> {})) {
            TestClient client = fixture.connect(16 << 10);
            Connection connection = fixture.connections.get(0);
            connection.write(ByteBuffer.allocate(1 << 20));
            fixture.settle();
            connection.abort(CloseReason.CLOSED_BY_SERVER);
            fixture.step();
            assertThat(fixture.get(Metric.POOL_USED)).isZero();
            assertThat(fixture.get(Metric.BYTES_DROPPED)).isPositive();
            fixture.until(client::isReset);
        }
    }

    @Test
    void shouldLetAnAbortOvertakeACloseThatStillDelivers() {
        try (var fixture = new ReactorFixture((connection, data) -> {})) {
            TestClient client = fixture.connect(16 << 10);
            Connection connection = fixture.connections.get(0);
            connection.write(ByteBuffer.allocate(1 << 20));
            connection.close();
            fixture.settle();
            assertThat(connection.state()).isEqualTo(ConnectionState.DRAINING);
            connection.abort(CloseReason.MEMORY_PRESSURE);
            fixture.until(client::isReset);
            assertThat(fixture.endOf(connection)).isEqualTo(CloseReason.MEMORY_PRESSURE);
        }
    }

    /** A close that delivers is bounded by the same timeout as everybody who takes nothing. */
    @Test
    void shouldAbortAPeerThatDoesNotTakeItsLastBytes() {
        try (var fixture = new ReactorFixture((connection, data) -> {})) {
            TestClient client = fixture.connect(16 << 10);
            Connection connection = fixture.connections.get(0);
            connection.write(ByteBuffer.allocate(1 << 20));
            connection.close();
            fixture.settle();
            fixture.clock.advance(SlowPeerPolicy.DEFAULT_STALL_TIMEOUT.minusMillis(10));
            fixture.step();
            assertThat(fixture.endOf(connection)).isNull();
            // The kernel may still take a few bytes, which count as progress; so more than once.
            for (int tries = 0; tries < 4 && fixture.endOf(connection) == null; tries++) {
                fixture.clock.advance(SlowPeerPolicy.DEFAULT_STALL_TIMEOUT.plus(TICKS));
                fixture.step();
            }
            assertThat(fixture.endOf(connection)).isEqualTo(CloseReason.STALLED);
            assertThat(fixture.get(Metric.POOL_USED)).isZero();
            fixture.until(client::isReset);
        }
    }

    @Test
    void shouldLingerNoLongerThanItsTimeout() {
        try (var fixture = new ReactorFixture(GOODBYE)) {
            TestClient client = fixture.connect();
            client.send("x");
            fixture.until(client::hasEnded);
            assertThat(fixture.get(Metric.LINGERING)).isEqualTo(1);
            fixture.clock.advance(ConnectionOptions.DEFAULT_LINGER_TIMEOUT.minusMillis(10));
            client.send("still here");
            fixture.settle();
            assertThat(fixture.get(Metric.LINGERING)).isEqualTo(1);
            fixture.clock.advance(Duration.ofMillis(10).plus(TICKS));
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
        }
    }

    @Test
    void shouldStopLingeringOnceThePeerHasEnded() {
        try (var fixture = new ReactorFixture(GOODBYE)) {
            TestClient client = fixture.connect();
            client.send("x");
            fixture.until(client::hasEnded);
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(1);
            client.endOutput();
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
        }
    }

    @Test
    void shouldReportTheEndOnceWhenALingeringPeerResets() {
        try (var fixture = new ReactorFixture(GOODBYE)) {
            TestClient client = fixture.connect();
            client.send("x");
            fixture.until(client::hasEnded);
            client.reset();
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
            assertThat(fixture.endOf(fixture.connections.get(0))).isEqualTo(CloseReason.CLOSED_BY_SERVER);
            assertThat(fixture.closed(CloseReason.CONNECTION_RESET)).isZero();
            assertThat(fixture.takeErrors()).allMatch(IOException.class::isInstance);
        }
    }

    /** Who goes on sending to a server that has said goodbye is listened to for a while, not for ever. */
    @Test
    void shouldDiscardABoundedNumberOfBytes() {
        try (var fixture = new ReactorFixture(GOODBYE)) {
            TestClient client = fixture.connect();
            client.send("x");
            fixture.until(client::hasEnded);
            byte[] more = new byte[64 << 10];
            for (int refused = 0; refused < 100; fixture.step()) {
                refused = client.offer(ByteBuffer.wrap(more)) > 0 ? 0 : refused + 1;
            }
            assertThat(fixture.get(Metric.BYTES_IN)).isBetween(16L << 20, (16L << 20) + (128 << 10));
            assertThat(fixture.get(Metric.LINGERING)).isEqualTo(1);
            fixture.clock.advance(ConnectionOptions.DEFAULT_LINGER_TIMEOUT.plus(TICKS));
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
        }
    }

    /** To close then would be a reset, which destroys what the peer has yet to read. */
    @Test
    void shouldDeliverAllOutputToAPeerThatSendsMoreThanIsDiscarded() {
        byte[] output = TestClient.pattern(150_000);
        try (var fixture = new ReactorFixture((connection, data) -> {
            data.position(data.limit());
            connection.write(ByteBuffer.wrap(output));
            connection.close();
        })) {
            TestClient client = fixture.connect(4 << 10);
            client.send("x");
            fixture.until(() -> fixture.get(Metric.LINGERING) == 1);
            byte[] more = new byte[64 << 10];
            for (int refused = 0; refused < 100; fixture.step()) {
                refused = client.offer(ByteBuffer.wrap(more)) > 0 ? 0 : refused + 1;
            }
            fixture.until(() -> {
                client.poll();
                return client.hasEnded();
            });
            assertThat(client.received()).isEqualTo(output);
            assertThat(client.isReset()).isFalse();
        }
    }
}
