package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream that is no answer: it goes on as there is room, and nobody stops reading for it. */
@Timeout(30)
final class PushTest {
    private static final int KERNEL = 16 << 10;
    private static final int HARD_LIMIT = 64 << 10;
    private static final int STREAM = 4 << 20;

    private static final SlowPeerPolicy POLICY = SlowPeerPolicy.pauseInput(HARD_LIMIT, Duration.ofSeconds(30));
    private static final ConnectOptions OUTGOING = ConnectOptions.builder()
            .policy(POLICY)
            .sendBuffer(KERNEL)
            .receiveBuffer(KERNEL)
            .build();

    /** Sends a stream, and counts what comes back. */
    private static final class Sender implements ConnectionHandler {
        private final ByteBuffer stream = ByteBuffer.allocateDirect(STREAM)
                .put(TestClient.pattern(STREAM))
                .flip();
        private final ByteBuffer received = ByteBuffer.allocate(STREAM);
        private int told;
        private Connection connection;

        @Override
        public void onOpen(Connection opened) {
            connection = opened;
            opened.pushSome(stream);
        }

        @Override
        public void onWritable(Connection writable) {
            told++;
            writable.pushSome(stream);
        }

        @Override
        public void onData(Connection from, ByteBuffer data) {
            received.put(data);
        }
    }

    private static ReactorFixture against(ConnectionHandler server) {
        Consumer<ListenerOptions.Builder> options =
                listener -> listener.policy(POLICY).sendBuffer(KERNEL).receiveBuffer(KERNEL);
        return new ReactorFixture(options, server);
    }

    /** The echo stops reading who does not read; a sender that stopped reading when its stream is not taken would wait for ever. */
    @Test
    void shouldReadOnWhileItsStreamWaits() {
        try (var fixture = against(Connection::writeSome)) {
            var sender = new Sender();
            fixture.reactor.connect(fixture.address(), OUTGOING, sender, failure -> {});
            fixture.until(() -> sender.received.position() == STREAM);
            assertThat(sender.received.array()).isEqualTo(TestClient.pattern(STREAM));
            sender.connection.close();
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
        }
    }

    @Test
    void shouldHoldNoMoreThanTheHardLimitAndTellOnceItHasFallenToHalf() {
        try (var fixture = against((connection, data) -> connection.pauseInput())) {
            var sender = new Sender();
            fixture.reactor.connect(fixture.address(), OUTGOING, sender, failure -> {});
            fixture.until(() -> fixture.get(Metric.BYTES_QUEUED) == HARD_LIMIT);
            fixture.settle();
            int told = sender.told;
            long turns = fixture.get(Metric.TURNS);
            for (int i = 0; i < 10; i++) fixture.reactor.runOnce(Duration.ofMillis(5));
            assertThat(fixture.get(Metric.TURNS) - turns).as("it does not spin").isEqualTo(10);
            assertThat(sender.told).isEqualTo(told);
            assertThat(fixture.get(Metric.BYTES_QUEUED)).isEqualTo(HARD_LIMIT);
            sender.connection.abort(CloseReason.CLOSED_BY_CLIENT);
            fixture.connections.get(0).abort(CloseReason.CLOSED_BY_SERVER);
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
        }
    }

    @Test
    void shouldTellNothingOfRoomOnceItsOutputIsEnded() {
        try (var fixture = against((connection, data) -> data.position(data.limit()))) {
            var sender = new Sender();
            fixture.reactor.connect(fixture.address(), OUTGOING, sender, failure -> {});
            fixture.until(() -> sender.connection != null);
            int told = sender.told;
            assertThat(sender.stream.hasRemaining()).isTrue();
            sender.connection.endOutput();
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
            assertThat(sender.told).isEqualTo(told);
            assertThat(sender.connection.pushSome(sender.stream)).isZero();
        }
    }
}
