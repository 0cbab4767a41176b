package dev.penstock;

import static dev.penstock.LineFeed.SOFT_TIME;
import static dev.penstock.LineFeed.STALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The decision table's rows of the budget. At 90 % of it each peer, and not only one whose input pauses, may hold a small share of
 * what is left; but one who must have all or nothing is not cut short.
 */
@Timeout(30)
@Execution(ExecutionMode.CONCURRENT)
final class BudgetDecisionTest {
    private static final int BUDGET = 2 << 20;
    private static final int HARD_LIMIT = 800 << 10;
    private static final SlowPeerPolicy PAUSE_INPUT = SlowPeerPolicy.pauseInput(HARD_LIMIT, STALL);
    private static final SlowPeerPolicy DROP_NEWEST = SlowPeerPolicy.dropNewest(HARD_LIMIT, STALL);
    private static final SlowPeerPolicy DROP_OLDEST = SlowPeerPolicy.dropOldest(HARD_LIMIT, STALL);
    private static final SlowPeerPolicy DISCONNECT =
            SlowPeerPolicy.disconnect(HARD_LIMIT, HARD_LIMIT, SOFT_TIME, STALL);

    private static LineFeed feed(SlowPeerPolicy policy) {
        return new LineFeed(policy, options -> options.maxQueued(BUDGET).readBuffer(16 << 10), options -> {});
    }

    /** So much waits for one more peer, which does not read. */
    private static Connection holder(LineFeed feed, int bytes) {
        feed.connect();
        Connection holder = feed.connection(feed.fixture.connections.size() - 1);
        feed.fill(holder, bytes);
        return holder;
    }

    private static void fillTight(LineFeed feed) {
        holder(feed, 780 << 10);
        holder(feed, 700 << 10);
        Connection last = holder(feed, 60 << 10);
        for (int tight = BUDGET / 100 * 90; feed.get(Metric.POOL_USED) < tight; ) {
            assertThat(feed.write(last)).isEqualTo(WriteResult.ACCEPTED);
            if (feed.get(Metric.POOL_USED) >= tight) feed.fixture.settle();
        }
    }

    private static void shouldHoldASmallShareUnder(SlowPeerPolicy policy, WriteResult refused) {
        try (var feed = feed(policy)) {
            fillTight(feed);
            feed.connect();
            Connection modest = feed.connection(feed.fixture.connections.size() - 1);
            WriteResult result;
            do {
                result = feed.write(modest);
                feed.fixture.step();
            } while (result == WriteResult.ACCEPTED && modest.snapshot().messagesMissed() == 0);
            if (refused != WriteResult.ACCEPTED) assertThat(result).isEqualTo(refused);
            // A single message to one that owes nothing passes in any case.
            assertThat(modest.snapshot().bytesQueued()).isLessThanOrEqualTo(BUDGET / Budget.SHARE_DIVISOR);
            assertThat(feed.fixture.closed(CloseReason.MEMORY_PRESSURE)).isZero();
            assertThat(feed.get(Metric.PAUSED_BY_BUDGET) > 0).isEqualTo(refused == WriteResult.RETRY);
        }
    }

    @Test
    void shouldHoldASmallShareAtNinetyPercentOfTheBudgetUnderPauseInput() {
        shouldHoldASmallShareUnder(PAUSE_INPUT, WriteResult.RETRY);
    }

    @Test
    void shouldHoldASmallShareAtNinetyPercentOfTheBudgetUnderDropNewest() {
        shouldHoldASmallShareUnder(DROP_NEWEST, WriteResult.DROPPED);
    }

    @Test
    void shouldHoldASmallShareAtNinetyPercentOfTheBudgetUnderDropOldest() {
        shouldHoldASmallShareUnder(DROP_OLDEST, WriteResult.ACCEPTED);
    }

    @Test
    void shouldHoldUpToItsLimitAtNinetyPercentOfTheBudgetUnderDisconnect() {
        try (var feed = feed(DISCONNECT)) {
            fillTight(feed);
            Connection modest = holder(feed, 100 << 10);
            assertThat(modest.snapshot().bytesQueued()).isGreaterThan(95 << 10);
            assertThat(modest.isServed()).isTrue();
        }
    }

    /** Who reads what it is sent holds nothing, and does not notice. */
    private static void shouldServeAHealthyPeerUnder(SlowPeerPolicy policy) {
        try (var feed = feed(policy)) {
            fillTight(feed);
            int before = feed.sent;
            TestClient client = feed.fixture.connect();
            Connection healthy = feed.connection(feed.fixture.connections.size() - 1);
            for (int i = 0; i < 500; i++) {
                assertThat(feed.write(healthy)).isEqualTo(WriteResult.ACCEPTED);
                feed.fixture.until(() -> feed.get(Metric.BYTES_QUEUED) == queuedForOthers(feed, healthy));
                client.poll();
            }
            long expected = NumberedLines.lengthOfFirst(feed.sent) - NumberedLines.lengthOfFirst(before);
            feed.fixture.until(() -> client.receivedCount() == expected);
            assertThat(feed.fixture.closed(CloseReason.MEMORY_PRESSURE)).isZero();
        }
    }

    private static long queuedForOthers(LineFeed feed, Connection healthy) {
        return feed.fixture.connections.stream()
                .filter(c -> c != healthy)
                .mapToLong(c -> c.snapshot().bytesQueued())
                .sum();
    }

    @Test
    void shouldServeAHealthyPeerAtNinetyPercentOfTheBudgetUnderPauseInput() {
        shouldServeAHealthyPeerUnder(PAUSE_INPUT);
    }

    @Test
    void shouldServeAHealthyPeerAtNinetyPercentOfTheBudgetUnderDropNewest() {
        shouldServeAHealthyPeerUnder(DROP_NEWEST);
    }

    @Test
    void shouldServeAHealthyPeerAtNinetyPercentOfTheBudgetUnderDropOldest() {
        shouldServeAHealthyPeerUnder(DROP_OLDEST);
    }

    @Test
    void shouldServeAHealthyPeerAtNinetyPercentOfTheBudgetUnderDisconnect() {
        shouldServeAHealthyPeerUnder(DISCONNECT);
    }

    /** Two in the largest class, of whom the one that holds more made progress later; one in the class below, before both. */
    private static void shouldSacrificeUnder(SlowPeerPolicy policy) {
        try (var feed = feed(policy)) {
            Connection small = holder(feed, 300 << 10);
            feed.fixture.clock.advance(java.time.Duration.ofSeconds(1));
            Connection victim = holder(feed, 620 << 10);
            feed.fixture.clock.advance(java.time.Duration.ofSeconds(1));
            Connection later = holder(feed, 700 << 10);
            TestClient client = feed.fixture.connect();
            Connection needy = feed.connection(3);
            // What the kernel may take of the others' meanwhile makes neither room enough nor the victim the smaller.
            ByteBuffer message = ByteBuffer.allocate(560 << 10);
            assertThat(needy.write(message)).isEqualTo(WriteResult.ACCEPTED);
            assertThat(victim.snapshot().bytesQueued())
                    .as("its memory, at once")
                    .isZero();
            assertThat(victim.write(ByteBuffer.allocate(1))).isEqualTo(WriteResult.CLOSED);
            assertThat(feed.group.contains(victim)).isFalse();
            feed.fixture.step();
            assertThat(feed.fixture.endOf(victim)).isEqualTo(CloseReason.MEMORY_PRESSURE);
            assertThat(feed.fixture.closed(CloseReason.MEMORY_PRESSURE)).isEqualTo(1);
            assertThat(small.isServed()).isTrue();
            assertThat(later.isServed()).isTrue();
            feed.fixture.until(() -> client.receivedCount() == message.capacity());
        }
    }

    @Test
    void shouldSacrificeTheLargestWithoutProgressForLongestWhenTheBudgetIsSpentUnderPauseInput() {
        shouldSacrificeUnder(PAUSE_INPUT);
    }

    @Test
    void shouldSacrificeTheLargestWithoutProgressForLongestWhenTheBudgetIsSpentUnderDropNewest() {
        shouldSacrificeUnder(DROP_NEWEST);
    }

    @Test
    void shouldSacrificeTheLargestWithoutProgressForLongestWhenTheBudgetIsSpentUnderDropOldest() {
        shouldSacrificeUnder(DROP_OLDEST);
    }

    @Test
    void shouldSacrificeTheLargestWithoutProgressForLongestWhenTheBudgetIsSpentUnderDisconnect() {
        shouldSacrificeUnder(DISCONNECT);
    }

    /** Three at 500 KiB: a fourth that asks for 600 would hold more than whoever had to make room. */
    private static void shouldSacrificeNobodyUnder(SlowPeerPolicy policy, WriteResult refused, CloseReason end) {
        try (var feed = feed(policy)) {
            for (int i = 0; i < 3; i++) holder(feed, 500 << 10);
            feed.connect();
            Connection greedy = feed.connection(3);
            assertThat(greedy.write(ByteBuffer.allocate(600 << 10))).isEqualTo(refused);
            feed.fixture.step();
            for (int i = 0; i < 3; i++)
                assertThat(feed.connection(i).isServed()).isTrue();
            assertThat(feed.fixture.endOf(greedy)).isEqualTo(end);
        }
    }

    @Test
    void shouldSacrificeNobodyForOneWhoWouldHoldMoreUnderPauseInput() {
        shouldSacrificeNobodyUnder(PAUSE_INPUT, WriteResult.RETRY, null);
    }

    @Test
    void shouldSacrificeNobodyForOneWhoWouldHoldMoreUnderDropNewest() {
        shouldSacrificeNobodyUnder(DROP_NEWEST, WriteResult.DROPPED, null);
    }

    @Test
    void shouldSacrificeNobodyForOneWhoWouldHoldMoreUnderDropOldest() {
        shouldSacrificeNobodyUnder(DROP_OLDEST, WriteResult.DROPPED, null);
    }

    @Test
    void shouldEndWhoWouldHoldMoreAndSacrificeNobodyUnderDisconnect() {
        shouldSacrificeNobodyUnder(DISCONNECT, WriteResult.CLOSED, CloseReason.MEMORY_PRESSURE);
    }
}
