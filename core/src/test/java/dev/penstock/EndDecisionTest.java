package dev.penstock;

import static dev.penstock.LineFeed.DISCONNECT;
import static dev.penstock.LineFeed.DROP_NEWEST;
import static dev.penstock.LineFeed.DROP_OLDEST;
import static dev.penstock.LineFeed.HARD_LIMIT;
import static dev.penstock.LineFeed.PAUSE_INPUT;
import static dev.penstock.LineFeed.STALL;
import static dev.penstock.LineFeed.TICKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.NumberedLines.Account;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The decision table's rows of the end: FIN from the peer, and shutdown. */
@Timeout(30)
@Execution(ExecutionMode.CONCURRENT)
final class EndDecisionTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /** A peer that has sent all it has, reads nothing, and owes the server nothing but to take what is its. */
    private static void shouldDeliverAndCloseOnFinUnder(SlowPeerPolicy policy) {
        try (var feed = new LineFeed(policy)) {
            TestClient client = feed.connect();
            feed.fill(feed.connection(), HARD_LIMIT);
            if (policy != DISCONNECT) feed.broadcast(100);
            client.endOutput();
            feed.fixture.until(() -> feed.connection().state() == ConnectionState.DRAINING);
            assertThat(feed.connection().write(ByteBuffer.allocate(1))).isEqualTo(WriteResult.CLOSED);
            assertThat(feed.group.size()).isZero();

            feed.fixture.until(client::hasEnded);
            feed.fixture.until(() -> feed.fixture.endOf(feed.connection()) != null);
            assertThat(feed.fixture.endOf(feed.connection())).isEqualTo(CloseReason.END_OF_INPUT);
            Account account = Account.of(client);
            ConnectionSnapshot atEnd = feed.connection().snapshot();
            account.assertExact(feed.sent, atEnd);
            assertThat(atEnd.messagesMissed()).as("untold").isEqualTo(feed.get(Metric.MESSAGES_MISSED));
            if (policy != DISCONNECT) assertThat(atEnd.messagesMissed()).isPositive();
            assertThat(feed.get(Metric.BYTES_DROPPED)).isZero();
        }
    }

    /** More than its limit has been read from it or waits to be: all of it is answered, though it has ended its output. */
    @Test
    void shouldAnswerDeliverAndCloseOnFinUnderPauseInput() {
        try (var fixture = new ReactorFixture(
                options -> options.policy(PAUSE_INPUT).sendBuffer(LineFeed.KERNEL), Connection::writeSome)) {
            TestClient client = fixture.connect(LineFeed.KERNEL);
            byte[] sent = TestClient.pattern(HARD_LIMIT + (96 << 10));
            fixture.send(client, sent);
            client.endOutput();
            fixture.settle();
            assertThat(fixture.get(Metric.PAUSED_AT_LIMIT)).isPositive();
            fixture.until(client::hasEnded);
            assertThat(client.received()).isEqualTo(sent);
            fixture.until(() -> fixture.endOf(fixture.connections.get(0)) != null);
            assertThat(fixture.endOf(fixture.connections.get(0))).isEqualTo(CloseReason.END_OF_INPUT);
        }
    }

    @Test
    void shouldDeliverAndCloseOnFinUnderPauseInput() {
        shouldDeliverAndCloseOnFinUnder(PAUSE_INPUT);
    }

    @Test
    void shouldDeliverAndCloseOnFinUnderDropNewest() {
        shouldDeliverAndCloseOnFinUnder(DROP_NEWEST);
    }

    @Test
    void shouldDeliverAndCloseOnFinUnderDropOldest() {
        shouldDeliverAndCloseOnFinUnder(DROP_OLDEST);
    }

    @Test
    void shouldDeliverAndCloseOnFinUnderDisconnect() {
        shouldDeliverAndCloseOnFinUnder(DISCONNECT);
    }

    /** Half-closed, it may still be sent to, and what it does not take is still its loss. */
    private static void shouldServeAHalfClosedPeerUnder(SlowPeerPolicy policy) {
        var handler = new ConnectionHandler() {
            @Override
            public void onData(Connection connection, ByteBuffer data) {}

            @Override
            public void onEndOfInput(Connection connection, ByteBuffer rest) {}

            @Override
            public void onMissed(Connection connection, long messages, long bytes) {
                connection.write(NumberedLines.notice(messages, bytes));
            }
        };
        try (var fixture = new ReactorFixture(options -> options.policy(policy).sendBuffer(LineFeed.KERNEL), handler)) {
            TestClient client = fixture.connect(LineFeed.KERNEL);
            Connection connection = fixture.connections.get(0);
            client.endOutput();
            fixture.until(() -> connection.state() == ConnectionState.HALF_CLOSED);
            int sent = 0;
            for (; sent < 1500; sent++) {
                connection.write(NumberedLines.line(sent));
                if (sent % 8 == 7) fixture.step();
            }
            int count = sent;
            fixture.until(() -> Account.of(client).isSettled(count));
            Account.of(client).assertExact(count, connection.snapshot());
            assertThat(Account.of(client).missed()).isPositive();
        }
    }

    @Test
    void shouldTellAHalfClosedPeerWhatItMissedUnderDropNewest() {
        shouldServeAHalfClosedPeerUnder(DROP_NEWEST);
    }

    @Test
    void shouldTellAHalfClosedPeerWhatItMissedUnderDropOldest() {
        shouldServeAHalfClosedPeerUnder(DROP_OLDEST);
    }

    private static void shouldDeliverOnShutdownUnder(SlowPeerPolicy policy) {
        try (var feed = new LineFeed(policy)) {
            TestClient client = feed.connect();
            feed.fill(feed.connection(), HARD_LIMIT);
            if (policy != DISCONNECT) feed.broadcast(100);
            CompletableFuture<ShutdownReport> report = feed.fixture.reactor.shutdown(DEADLINE);
            feed.fixture.clock.advance(DEADLINE.minusSeconds(1));
            feed.fixture.until(client::hasEnded);
            client.endOutput();
            feed.fixture.until(report::isDone);
            assertThat(report.join().bytesDropped()).isZero();
            assertThat(feed.fixture.endOf(feed.connection())).isEqualTo(CloseReason.SHUTDOWN);
            Account.of(client).assertExact(feed.sent, feed.connection().snapshot());
        }
    }

    @Test
    void shouldDeliverOnShutdownUnderPauseInput() {
        shouldDeliverOnShutdownUnder(PAUSE_INPUT);
    }

    @Test
    void shouldDeliverOnShutdownUnderDropNewest() {
        shouldDeliverOnShutdownUnder(DROP_NEWEST);
    }

    @Test
    void shouldDeliverOnShutdownUnderDropOldest() {
        shouldDeliverOnShutdownUnder(DROP_OLDEST);
    }

    @Test
    void shouldDeliverOnShutdownUnderDisconnect() {
        shouldDeliverOnShutdownUnder(DISCONNECT);
    }

    private static void shouldForceAtTheDeadlineUnder(SlowPeerPolicy policy) {
        assertThat(DEADLINE).isLessThan(STALL);
        try (var feed = new LineFeed(policy)) {
            TestClient client = feed.connect();
            feed.fill(feed.connection(), HARD_LIMIT);
            CompletableFuture<ShutdownReport> report = feed.fixture.reactor.shutdown(DEADLINE);
            feed.fixture.step();
            feed.fixture.clock.advance(DEADLINE.minusMillis(10));
            feed.fixture.step();
            assertThat(report).isNotDone();
            feed.fixture.clock.advance(TICKS.plusMillis(10));
            feed.fixture.until(report::isDone);
            assertThat(report.join().bytesDropped()).isGreaterThan(HARD_LIMIT / 2);
            assertThat(feed.fixture.endOf(feed.connection())).isEqualTo(CloseReason.SHUTDOWN);
            long start = System.nanoTime();
            while (!client.isReset()) assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
        }
    }

    @Test
    void shouldForceAtTheDeadlineOfAShutdownUnderPauseInput() {
        shouldForceAtTheDeadlineUnder(PAUSE_INPUT);
    }

    @Test
    void shouldForceAtTheDeadlineOfAShutdownUnderDropNewest() {
        shouldForceAtTheDeadlineUnder(DROP_NEWEST);
    }

    @Test
    void shouldForceAtTheDeadlineOfAShutdownUnderDropOldest() {
        shouldForceAtTheDeadlineUnder(DROP_OLDEST);
    }

    @Test
    void shouldForceAtTheDeadlineOfAShutdownUnderDisconnect() {
        shouldForceAtTheDeadlineUnder(DISCONNECT);
    }
}
