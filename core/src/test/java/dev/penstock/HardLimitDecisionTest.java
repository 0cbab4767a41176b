package dev.penstock;

import static dev.penstock.LineFeed.DISCONNECT;
import static dev.penstock.LineFeed.DROP_NEWEST;
import static dev.penstock.LineFeed.DROP_OLDEST;
import static dev.penstock.LineFeed.HARD_LIMIT;
import static dev.penstock.LineFeed.PAUSE_INPUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.NumberedLines.Account;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The decision table's first row: a message would cross the hard limit, after an offer. */
@Timeout(30)
@Execution(ExecutionMode.CONCURRENT)
final class HardLimitDecisionTest {
    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @Test
    void shouldRetryAndPauseInputAtTheHardLimitUnderPauseInput() {
        try (var feed = new LineFeed(PAUSE_INPUT)) {
            TestClient client = feed.connect();
            assertThat(feed.fillUp(feed.connection())).isEqualTo(WriteResult.RETRY);
            ByteBuffer next = NumberedLines.line(feed.sent);
            assertThat(feed.connection().write(next)).isEqualTo(WriteResult.RETRY);
            assertThat(next.position()).as("taken of it").isZero();
            assertThat(feed.connection().snapshot().bytesQueued())
                    .isBetween((long) HARD_LIMIT - next.remaining() + 1, (long) HARD_LIMIT);
            assertThat(feed.get(Metric.PAUSED_AT_LIMIT)).isEqualTo(1);

            client.send("anybody there?");
            feed.fixture.settle();
            assertThat(feed.get(Metric.BYTES_IN)).as("read while paused").isZero();

            Account account = feed.readAll(client);
            assertThat(account.lines()).isEqualTo(range(0, feed.sent));
            assertThat(feed.get(Metric.MESSAGES_MISSED)).isZero();
        }
    }

    @Test
    void shouldDropTheNewestAndCountItAtTheHardLimitUnderDropNewest() {
        try (var feed = new LineFeed(DROP_NEWEST)) {
            TestClient client = feed.connect();
            assertThat(feed.fillUp(feed.connection())).isEqualTo(WriteResult.DROPPED);
            int kept = feed.sent - 1;
            for (int i = 0; i < 50; i++) {
                ByteBuffer big = ByteBuffer.allocate(HARD_LIMIT);
                assertThat(feed.connection().write(big)).isEqualTo(WriteResult.DROPPED);
                assertThat(big.position()).as("taken of it").isZero();
            }
            assertThat(feed.get(Metric.MESSAGES_MISSED)).isEqualTo(51);
            assertThat(feed.get(Metric.BYTES_MISSED)).isEqualTo(50L * HARD_LIMIT + NumberedLines.length(kept));
            ConnectionSnapshot untold = feed.connection().snapshot();
            assertThat(untold.messagesMissed()).isEqualTo(51);
            assertThat(untold.bytesMissed()).isEqualTo(feed.get(Metric.BYTES_MISSED));

            feed.fixture.until(() -> Account.of(client).notices() == 1);
            assertThat(Account.of(client).lines()).as("the old ones").isEqualTo(range(0, kept));
            assertThat(Account.of(client).missed()).isEqualTo(51);
            assertThat(feed.get(Metric.OPEN)).isEqualTo(1);
        }
    }

    @Test
    void shouldDropWholeOldestMessagesAtTheHardLimitUnderDropOldest() {
        try (var feed = new LineFeed(DROP_OLDEST)) {
            TestClient client = feed.connect();
            feed.fill(feed.connection(), HARD_LIMIT);
            for (int i = 0; i < 500; i++) {
                assertThat(feed.write(feed.connection())).isEqualTo(WriteResult.ACCEPTED);
                assertThat(feed.connection().snapshot().bytesQueued()).isLessThanOrEqualTo(HARD_LIMIT);
                feed.fixture.step();
            }
            Account account = feed.readAll(client);
            account.assertExact(feed.sent, feed.connection().snapshot());
            assertThat(account.missed()).isEqualTo(feed.get(Metric.MESSAGES_MISSED));
            assertThat(account.bytesMissed()).isEqualTo(feed.get(Metric.BYTES_MISSED));
            int last = account.lines().size() - 1;
            int gap = IntStream.range(0, last)
                    .filter(i -> account.lines().get(i) != i)
                    .findFirst()
                    .orElseThrow();
            assertThat(account.lines().subList(gap, last + 1))
                    .as("behind one gap the newest, without another")
                    .isEqualTo(range(gap + (int) account.missed(), feed.sent));
            assertThat(feed.get(Metric.BYTES_QUEUED)).isZero();
        }
    }

    /** What has begun to leave, leaves whole, even where it is all that waits. */
    @Test
    void shouldDropTheNewestUnderDropOldestWhereOnlyAMessageThatHasBegunToLeaveIsInItsWay() {
        try (var feed = new LineFeed(DROP_OLDEST)) {
            TestClient client = feed.connect();
            byte[] big = TestClient.pattern(HARD_LIMIT);
            assertThat(feed.connection().write(ByteBuffer.wrap(big))).isEqualTo(WriteResult.ACCEPTED);
            feed.fixture.settle();
            assertThat(feed.connection().snapshot().bytesQueued()).isPositive().isLessThan(HARD_LIMIT);

            ByteBuffer next = ByteBuffer.allocate(HARD_LIMIT);
            assertThat(feed.connection().write(next)).isEqualTo(WriteResult.DROPPED);
            assertThat(feed.connection().write(ByteBuffer.wrap(new byte[1]))).isEqualTo(WriteResult.ACCEPTED);

            feed.fixture.until(() -> client.receivedCount() > HARD_LIMIT + 1);
            assertThat(client.received()).startsWith(big);
            feed.fixture.settle();
            String behind = new String(client.received(), HARD_LIMIT, client.receivedCount() - HARD_LIMIT);
            assertThat(behind).isEqualTo("\0*** you missed 1 lines, " + HARD_LIMIT + " bytes\n");
        }
    }

    @Test
    void shouldAbortAsSlowPeerAtTheHardLimitUnderDisconnect() {
        try (var feed = new LineFeed(DISCONNECT)) {
            TestClient client = feed.connect();
            TestClient neighbour = feed.connect();
            assertThat(feed.fillUp(feed.connection())).isEqualTo(WriteResult.CLOSED);
            assertThat(feed.connection().write(ByteBuffer.allocate(1))).isEqualTo(WriteResult.CLOSED);
            assertThat(feed.group.contains(feed.connection())).isFalse();
            feed.fixture.step();
            assertThat(feed.fixture.endOf(feed.connection())).isEqualTo(CloseReason.SLOW_PEER);
            assertThat(feed.get(Metric.POOL_USED)).as("in that same turn").isZero();
            assertThat(feed.get(Metric.BYTES_DROPPED)).isGreaterThan(HARD_LIMIT - 2048);
            assertThat(feed.get(Metric.MESSAGES_MISSED)).isZero();
            feed.fixture.until(client::isReset);
            assertThat(feed.connection(1).write(NumberedLines.line(0))).isEqualTo(WriteResult.ACCEPTED);
            feed.fixture.until(() -> neighbour.receivedCount() == NumberedLines.length(0));
        }
    }

    /** Many times the limit in one go, to a peer whose kernel takes it: nothing of that is the peer's fault. */
    private static void shouldReachNoVerdictBeforeAnOffer(SlowPeerPolicy policy) {
        try (var feed = new LineFeed(policy, options -> {}, options -> options.sendBuffer(128 << 10))) {
            TestClient client = feed.fixture.connect(4 << 20);
            for (int i = 0; i < 300; i++) feed.broadcast();
            Account account = feed.readAll(client);
            assertThat(account.lines()).isEqualTo(range(0, feed.sent));
            assertThat(feed.get(Metric.MESSAGES_MISSED)).isZero();
        }
    }

    @Test
    void shouldReachNoVerdictBeforeAnOfferUnderPauseInput() {
        shouldReachNoVerdictBeforeAnOffer(SlowPeerPolicy.pauseInput(16 << 10, LineFeed.STALL));
    }

    @Test
    void shouldReachNoVerdictBeforeAnOfferUnderDropNewest() {
        shouldReachNoVerdictBeforeAnOffer(SlowPeerPolicy.dropNewest(16 << 10, LineFeed.STALL));
    }

    @Test
    void shouldReachNoVerdictBeforeAnOfferUnderDropOldest() {
        shouldReachNoVerdictBeforeAnOffer(SlowPeerPolicy.dropOldest(16 << 10, LineFeed.STALL));
    }

    @Test
    void shouldReachNoVerdictBeforeAnOfferUnderDisconnect() {
        shouldReachNoVerdictBeforeAnOffer(
                SlowPeerPolicy.disconnect(16 << 10, 16 << 10, LineFeed.SOFT_TIME, LineFeed.STALL));
    }

    /** One write passes a bounded number of bytes; that the rest still waits is not the kernel's refusal. */
    @Test
    void shouldTakeOnlyTheKernelsRefusalForARefusal() {
        int hardLimit = 2 * OutputStage.TURN_BYTES;
        try (var feed = new LineFeed(
                SlowPeerPolicy.dropNewest(hardLimit, LineFeed.STALL),
                options -> {},
                options -> options.sendBuffer(4 << 20).receiveBuffer(0))) {
            TestClient client = feed.fixture.connect(4 << 20);
            ByteBuffer message = ByteBuffer.allocate(4 << 10);
            // Until the kernel has refused for sure, the peer has missed nothing.
            long total = 0;
            while (feed.connection().write(message.clear()) == WriteResult.ACCEPTED) total += message.capacity();
            long taken = total - feed.connection().snapshot().bytesQueued();
            long out = feed.get(Metric.BYTES_OUT);
            assertThat(out).isEqualTo(taken);
            feed.fixture.reactor.output.flush(feed.connection());
            assertThat(feed.get(Metric.BYTES_OUT) - out)
                    .as("the kernel would have taken")
                    .isZero();
            long expected = total;
            feed.fixture.until(() -> client.receivedCount() >= expected);
        }
    }
}
