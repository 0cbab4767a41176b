package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How we end our output while the peer goes on: what was queued arrives, then the end, and input is heard all the while. */
@Timeout(30)
final class EndOutputTest {
    private static final Duration TICKS = Duration.ofMillis(3);
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final int KERNEL = 16 << 10;

    private final StringBuilder heard = new StringBuilder();
    private final List<String> told = new ArrayList<>();
    private final ConnectionHandler listening = new ConnectionHandler() {
        @Override
        public void onData(Connection connection, ByteBuffer data) {
            heard.append(StandardCharsets.US_ASCII.decode(data));
        }

        @Override
        public void onEndOfInput(Connection connection, ByteBuffer rest) {
            told.add("end");
        }

        @Override
        public void onWritable(Connection connection) {
            told.add("writable");
        }
    };

    private ReactorFixture fixture;
    private TestClient client;

    private Connection open(ConnectionHandler handler) {
        return open(options -> {}, handler);
    }

    private Connection open(Consumer<ListenerOptions.Builder> more, ConnectionHandler handler) {
        fixture = new ReactorFixture(
                options -> {
                    options.sendBuffer(KERNEL).idleTimeout(IDLE);
                    more.accept(options);
                },
                handler);
        client = fixture.connect(KERNEL);
        return fixture.connections.get(0);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static ByteBuffer text(String text) {
        return StandardCharsets.US_ASCII.encode(text);
    }

    @Test
    void shouldDeliverWhatIsQueuedThenTheEndAndGoOnListening() {
        Connection connection = open(listening);
        byte[] output = TestClient.pattern(1 << 20);
        connection.write(ByteBuffer.wrap(output));
        connection.endOutput();
        fixture.settle();
        assertThat(fixture.get(Metric.BYTES_QUEUED)).isPositive();
        client.send("while it waits, ");
        fixture.until(() -> heard.length() == 16);
        fixture.until(client::hasEnded);
        assertThat(client.received()).isEqualTo(output);
        assertThat(connection.state()).isEqualTo(ConnectionState.OUTPUT_ENDED);
        client.send("and after the end");
        fixture.until(() -> heard.toString().equals("while it waits, and after the end"));
        client.endOutput();
        fixture.until(() -> fixture.get(Metric.OPEN) == 0);
        assertThat(told).containsExactly("end");
        assertThat(fixture.endOf(connection)).isEqualTo(CloseReason.END_OF_INPUT);
    }

    /** {@code date | nc} from the other side: a client that asks all it has to ask, and reads the answer to its end. */
    @Test
    void shouldEndTheQuestionOfAClientThatThenReadsTheAnswer() {
        byte[] question = TestClient.pattern(300_000);
        fixture = new ReactorFixture(Connection::writeSome);
        var notes = new ConnectNotes() {
            @Override
            public void onOpen(Connection connection) {
                super.onOpen(connection);
                connection.write(ByteBuffer.wrap(question));
                connection.endOutput();
            }
        };
        fixture.reactor.connect(fixture.address(), ConnectOptions.defaults(), notes, notes);
        fixture.until(() -> !notes.ends.isEmpty());
        assertThat(notes.received.toString().getBytes(StandardCharsets.ISO_8859_1))
                .isEqualTo(question);
        assertThat(notes.ends).containsExactly(CloseReason.END_OF_INPUT);
        assertThat(fixture.closed(CloseReason.END_OF_INPUT)).isEqualTo(2);
    }

    @Test
    void shouldRefuseWritesFromNowOnAndTakeASecondCallForNone() {
        Connection connection = open(listening);
        connection.write(text("last"));
        connection.endOutput();
        connection.endOutput();
        ByteBuffer message = ByteBuffer.allocateDirect(10);
        assertThat(connection.write(message)).isEqualTo(WriteResult.CLOSED);
        assertThat(connection.writeSome(message)).isZero();
        fixture.until(client::hasEnded);
        connection.endOutput();
        assertThat(connection.write(message)).isEqualTo(WriteResult.CLOSED);
        assertThat(message.remaining()).isEqualTo(10);
        assertThat(connection.isClosing()).isFalse();
        assertThat(client.text()).isEqualTo("last");
        connection.close();
        fixture.until(() -> connection.state() != ConnectionState.OUTPUT_ENDED);
        connection.endOutput();
        assertThat(connection.state()).isEqualTo(ConnectionState.LINGERING);
    }

    @Test
    void shouldLeaveItsGroups() {
        Connection connection = open(listening);
        var group = new Group(fixture.reactor);
        group.join(connection);
        connection.endOutput();
        assertThat(group.size()).isZero();
        assertThat(group.join(connection)).isFalse();
        assertThat(group.broadcast(text("x"))).isZero();
        fixture.until(client::hasEnded);
        assertThat(client.received()).isEmpty();
    }

    @Test
    void shouldCloseWhenThePeerHasEndedAlready() {
        Connection connection = open(listening);
        client.endOutput();
        fixture.until(() -> connection.state() == ConnectionState.HALF_CLOSED);
        connection.write(text("last"));
        connection.endOutput();
        fixture.until(client::hasEnded);
        assertThat(client.text()).isEqualTo("last");
        assertThat(fixture.endOf(connection)).isEqualTo(CloseReason.END_OF_INPUT);
        assertThat(told).containsExactly("end");
    }

    /** A handler whose own sink is full, say. */
    @Test
    void shouldHandOverTheRestOfAPausedInputBeforeItCloses() {
        Connection connection = open(new ConnectionHandler() {
            @Override
            public void onData(Connection from, ByteBuffer data) {}

            @Override
            public void onEndOfInput(Connection from, ByteBuffer rest) {
                told.add(StandardCharsets.US_ASCII.decode(rest.duplicate()).toString());
                if (told.size() == 1) from.pauseInput();
            }
        });
        client.send("rest");
        client.endOutput();
        fixture.until(() -> told.size() == 1);
        connection.endOutput();
        fixture.until(client::hasEnded);
        fixture.settle();
        assertThat(connection.state()).isEqualTo(ConnectionState.OUTPUT_ENDED);
        connection.resumeInput();
        fixture.until(() -> fixture.get(Metric.OPEN) == 0);
        assertThat(told).containsExactly("rest", "rest");
        assertThat(fixture.endOf(connection)).isEqualTo(CloseReason.END_OF_INPUT);
    }

    /** Its input was paused for want of room for the answers, and there will be none. */
    @Test
    void shouldGoOnReadingAPeerThatWasPausedAtItsLimit() {
        Connection connection = open(listening);
        byte[] output = new byte[(int) connection.policy().hardLimit()];
        connection.write(ByteBuffer.wrap(output));
        fixture.settle();
        assertThat(connection.write(ByteBuffer.wrap(output))).isEqualTo(WriteResult.RETRY);
        client.send("unheard");
        fixture.settle();
        assertThat(heard).isEmpty();
        connection.endOutput();
        fixture.until(() -> heard.toString().equals("unheard"));
        fixture.until(client::hasEnded);
        assertThat(client.received()).hasSize(output.length);
        assertThat(told).isEmpty();
    }

    /** What it left waits for no room any more, and is offered again before it counts as left for ever. */
    @Test
    void shouldOfferAgainWhatWasLeftForWantOfRoom() {
        Connection connection = open(options -> options.maxReadBuffer(1 << 10), new ConnectionHandler() {
            @Override
            public void onData(Connection from, ByteBuffer data) {
                ByteBuffer answer = ByteBuffer.allocate((int) from.policy().hardLimit());
                while (from.write(answer.clear()) == WriteResult.ACCEPTED) {}
                told.add(data.remaining() + " bytes, " + from.state());
                if (from.state() == ConnectionState.OUTPUT_ENDED) data.position(data.limit());
                from.endOutput();
            }
        });
        client.send(new byte[1 << 10]);
        fixture.until(() -> told.size() == 2);
        assertThat(told).containsExactly("1024 bytes, OPEN", "1024 bytes, OUTPUT_ENDED");
        assertThat(connection.isClosing()).isFalse();
    }

    @Test
    void shouldAbortAPeerThatDoesNotTakeItsLastBytes() {
        Connection connection = open(listening);
        connection.write(ByteBuffer.allocate(1 << 20));
        connection.endOutput();
        fixture.settle();
        // The kernel may still take a few bytes, which count as progress; so more than once.
        for (int tries = 0; tries < 4 && fixture.endOf(connection) == null; tries++) {
            fixture.clock.advance(SlowPeerPolicy.DEFAULT_STALL_TIMEOUT.plus(TICKS));
            fixture.step();
        }
        assertThat(fixture.endOf(connection)).isEqualTo(CloseReason.STALLED);
        fixture.until(client::isReset);
        assertThat(client.hasEnded()).isFalse();
    }

    @Test
    void shouldCloseWhoSaysNothingMoreForTheIdleTimeout() {
        Connection connection = open(listening);
        connection.endOutput();
        fixture.until(client::hasEnded);
        fixture.clock.advance(IDLE.minusSeconds(1));
        client.send("x");
        fixture.until(() -> heard.length() == 1);
        fixture.clock.advance(IDLE.minusSeconds(1));
        fixture.settle();
        assertThat(fixture.endOf(connection)).isNull();
        fixture.clock.advance(Duration.ofSeconds(1).plus(TICKS));
        fixture.until(() -> fixture.endOf(connection) == CloseReason.IDLE);
    }

    @Test
    void shouldDeliverAllWhenItIsClosedMeanwhile() {
        Connection connection = open(listening);
        byte[] output = TestClient.pattern(1 << 20);
        connection.write(ByteBuffer.wrap(output));
        connection.endOutput();
        fixture.settle();
        connection.close();
        client.send("discarded");
        fixture.until(client::hasEnded);
        assertThat(client.received()).isEqualTo(output);
        assertThat(fixture.endOf(connection)).isEqualTo(CloseReason.CLOSED_BY_SERVER);
        assertThat(heard).isEmpty();
    }

    @Test
    void shouldResetWhenItIsAbortedMeanwhile() {
        Connection connection = open(listening);
        connection.write(ByteBuffer.allocate(1 << 20));
        connection.endOutput();
        fixture.settle();
        connection.abort(CloseReason.HANDLER_FAILED);
        fixture.until(client::isReset);
        assertThat(client.hasEnded()).as("what was cut off looks whole").isFalse();
    }

    @Test
    void shouldDeliverAllWhenTheReactorShutsDown() {
        Connection connection = open(listening);
        byte[] output = TestClient.pattern(1 << 20);
        connection.write(ByteBuffer.wrap(output));
        connection.endOutput();
        var report = fixture.reactor.shutdown(Duration.ofSeconds(10));
        fixture.until(client::hasEnded);
        client.close();
        while (fixture.reactor.runOnce(Duration.ofMillis(1))) {}
        assertThat(client.received()).isEqualTo(output);
        assertThat(report.join().bytesDropped()).isZero();
        assertThat(fixture.endOf(connection)).isEqualTo(CloseReason.SHUTDOWN);
    }
}
