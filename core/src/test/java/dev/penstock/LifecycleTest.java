package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a connection comes to its end from the peer's side, or from nobody's, and who hears of it. */
@Timeout(30)
final class LifecycleTest {
    private static final Duration TICKS = Duration.ofMillis(3);

    /** {@code date | nc}: the peer says all it has to say at once, and must get its answer, however long that is. */
    @Test
    void shouldDeliverALongAnswerToAPeerThatHasEndedItsInput() {
        byte[] answer = TestClient.pattern(1 << 20);
        try (var fixture = new ReactorFixture(options -> options.sendBuffer(16 << 10), (connection, data) -> {
            data.position(data.limit());
            connection.write(ByteBuffer.wrap(answer));
        })) {
            TestClient client = fixture.connect(16 << 10);
            client.send("date");
            client.endOutput();
            fixture.until(() -> fixture.connections.get(0).state() == ConnectionState.DRAINING);
            fixture.settle();
            assertThat(fixture.get(Metric.BYTES_QUEUED)).isPositive();
            fixture.until(client::hasEnded);
            assertThat(client.received()).isEqualTo(answer);
            assertThat(fixture.closed(CloseReason.END_OF_INPUT)).isEqualTo(1);
        }
    }

    @Test
    void shouldStayHalfClosedAndWritableForAHandlerThatHasMoreToSay() {
        try (var fixture = new ReactorFixture(new ConnectionHandler() {
            @Override
            public void onData(Connection connection, ByteBuffer data) {}

            @Override
            public void onEndOfInput(Connection connection, ByteBuffer rest) {
                connection.reactor().schedule(Duration.ofSeconds(1), () -> {
                    connection.write(ByteBuffer.wrap(new byte[] {42}));
                    connection.close();
                });
            }
        })) {
            TestClient client = fixture.connect();
            client.endOutput();
            Connection connection = fixture.connections.get(0);
            fixture.until(() -> connection.state() == ConnectionState.HALF_CLOSED);
            long turns = fixture.get(Metric.TURNS);
            for (int i = 0; i < 5; i++) fixture.reactor.runOnce(Duration.ofMillis(5));
            assertThat(fixture.get(Metric.TURNS) - turns).isEqualTo(5);

            fixture.clock.advance(Duration.ofSeconds(1).plus(TICKS));
            fixture.until(client::hasEnded);
            assertThat(client.received()).containsExactly(42);
            assertThat(connection.state()).isEqualTo(ConnectionState.CLOSED);
        }
    }

    @Test
    void shouldEndWhenThePeerResetsWhileBytesWait() {
        try (var fixture = new ReactorFixture(options -> options.sendBuffer(16 << 10), (connection, data) -> {
            data.position(data.limit());
            connection.write(ByteBuffer.allocate(500_000));
        })) {
            TestClient client = fixture.connect(16 << 10);
            client.send("x");
            fixture.until(() -> fixture.get(Metric.BYTES_QUEUED) > 0);
            fixture.settle();
            client.reset();
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
            assertThat(fixture.closed(CloseReason.CONNECTION_RESET)).isEqualTo(1);
            assertThat(fixture.get(Metric.BYTES_DROPPED)).isPositive();
            assertThat(fixture.takeErrors()).isNotEmpty().allMatch(IOException.class::isInstance);
        }
    }

    /** The kernel still has what arrived before the reset. */
    @Test
    void shouldTakeWhatArrivedBeforeAReset() {
        long[] taken = new long[1];
        try (var fixture =
                new ReactorFixture(options -> options.readBuffer(2 << 10), options -> {}, connection -> (c, data) -> {
                    taken[0] += data.remaining();
                    data.position(data.limit());
                })) {
            TestClient client = fixture.connect();
            client.send(new byte[5000]);
            client.reset();
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
            assertThat(taken[0]).isEqualTo(5000);
            assertThat(fixture.closed(CloseReason.CONNECTION_RESET)).isEqualTo(1);
            assertThat(fixture.takeErrors()).singleElement().isInstanceOf(IOException.class);
        }
    }

    /** The recipient's broken pipe is the recipient's: whoever writes to it goes on. */
    @Test
    void shouldNotLetTheSenderPayForARecipientThatIsGone() {
        List<Connection> all = new ArrayList<>();
        List<WriteResult> results = new ArrayList<>();
        try (var fixture = new ReactorFixture((connection, data) -> {
            data.position(data.limit());
            ByteBuffer big = ByteBuffer.allocateDirect(64 << 10);
            for (Connection other : all) if (other != connection) results.add(other.write(big.clear()));
            connection.write(ByteBuffer.wrap(new byte[1]));
        })) {
            TestClient sender = fixture.connect();
            TestClient recipient = fixture.connect();
            all.addAll(fixture.connections);
            recipient.reset();
            sender.send("x");
            fixture.until(() -> sender.receivedCount() == 1 && fixture.get(Metric.OPEN) == 1);
            sender.send("y");
            fixture.until(() -> sender.receivedCount() == 2);
            assertThat(results.get(1)).isEqualTo(WriteResult.CLOSED);
            assertThat(fixture.endOf(all.get(1))).isEqualTo(CloseReason.CONNECTION_RESET);
            assertThat(fixture.takeErrors()).isNotEmpty().allMatch(IOException.class::isInstance);
        }
    }

    @Test
    void shouldCloseWhoSendsAndTakesNothingForTheIdleTimeout() {
        Duration idle = Duration.ofSeconds(60);
        try (var fixture = new ReactorFixture(options -> options.idleTimeout(idle), Connection::writeSome)) {
            TestClient client = fixture.connect();
            fixture.clock.advance(idle.minusSeconds(1));
            client.send("x");
            fixture.until(() -> client.receivedCount() == 1);
            fixture.clock.advance(idle.minusSeconds(1));
            fixture.step();
            assertThat(fixture.get(Metric.CLOSED)).isZero();

            fixture.clock.advance(Duration.ofSeconds(1).plus(TICKS));
            fixture.step();
            assertThat(fixture.closed(CloseReason.IDLE)).isEqualTo(1);
            fixture.until(client::hasEnded);
        }
    }

    @Test
    void shouldLetOnClosedTellTheOthers() {
        List<Connection> all = new ArrayList<>();
        try (var fixture = new ReactorFixture(new ConnectionHandler() {
            @Override
            public void onData(Connection connection, ByteBuffer data) {}

            @Override
            public void onClosed(Connection connection, CloseReason reason) {
                all.remove(connection);
                for (Connection other : all) other.write(ByteBuffer.wrap("somebody left".getBytes()));
                assertThat(connection.write(ByteBuffer.wrap(new byte[1]))).isEqualTo(WriteResult.CLOSED);
            }
        })) {
            TestClient leaving = fixture.connect();
            TestClient staying = fixture.connect();
            all.addAll(fixture.connections);
            leaving.endOutput();
            fixture.until(() -> staying.text().equals("somebody left"));
        }
    }

    /** Members that take each other with them must not do so on one stack, nor all in one turn. */
    @Test
    void shouldNotRecurseWhenAThousandCloseEachOther() {
        List<Connection> all = new ArrayList<>();
        int[] depth = new int[2];
        try (var fixture = new ReactorFixture(new ConnectionHandler() {
            @Override
            public void onData(Connection connection, ByteBuffer data) {}

            @Override
            public void onClosed(Connection connection, CloseReason reason) {
                depth[1] = Math.max(depth[1], ++depth[0]);
                for (Connection other : all) other.close();
                depth[0]--;
            }
        })) {
            for (int i = 0; i < 1000; i++) fixture.connect();
            all.addAll(fixture.connections);
            long turns = fixture.get(Metric.TURNS);
            all.get(500).close();
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
            assertThat(fixture.closed(CloseReason.CLOSED_BY_SERVER)).isEqualTo(1000);
            assertThat(depth[1]).isEqualTo(1);
            assertThat(fixture.get(Metric.TURNS) - turns).isGreaterThanOrEqualTo(4);
        }
    }
}
