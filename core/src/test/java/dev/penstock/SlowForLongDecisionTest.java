package dev.penstock;

import static dev.penstock.LineFeed.DISCONNECT;
import static dev.penstock.LineFeed.DROP_NEWEST;
import static dev.penstock.LineFeed.DROP_OLDEST;
import static dev.penstock.LineFeed.HARD_LIMIT;
import static dev.penstock.LineFeed.PAUSE_INPUT;
import static dev.penstock.LineFeed.SOFT_TIME;
import static dev.penstock.LineFeed.STALL;
import static dev.penstock.LineFeed.TICKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.NumberedLines.Account;
import dev.penstock.SlowPeerPolicy.AtLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The decision table's rows of time: over the soft limit for too long, and no byte taken for the stall timeout. */
@Timeout(30)
@Execution(ExecutionMode.CONCURRENT)
final class SlowForLongDecisionTest {
    private static final int SOFT_LIMIT = HARD_LIMIT / 4;

    private static SlowPeerPolicy withSoftLimit(AtLimit atLimit) {
        return new SlowPeerPolicy(atLimit, HARD_LIMIT, SOFT_LIMIT, SOFT_TIME, STALL);
    }

    @Test
    void shouldLetABurstOverTheSoftLimitSurviveUnderDisconnect() {
        try (var feed = new LineFeed(withSoftLimit(AtLimit.DISCONNECT))) {
            TestClient client = feed.connect();
            for (int burst = 0; burst < 3; burst++) {
                feed.fill(feed.connection(), HARD_LIMIT);
                feed.fixture.clock.advance(SOFT_TIME.minusMillis(1));
                feed.fixture.step();
                feed.fixture.until(() -> client.receivedCount() > 0
                        && feed.connection().snapshot().bytesQueued() <= SOFT_LIMIT);
                // Between the bursts as much as is allowed may wait, for as long as it moves.
                feed.fixture.clock.advance(SOFT_TIME.plus(TICKS));
                feed.fixture.step();
            }
            Account account = feed.readAll(client);
            account.assertExact(feed.sent, feed.connection().snapshot());
            assertThat(account.lines()).hasSize(feed.sent);
            assertThat(feed.get(Metric.OPEN)).isEqualTo(1);
        }
    }

    /** It moves all the time, so it is not stalled; but it never catches up. */
    @Test
    void shouldAbortAsSlowPeerOverTheSoftLimitForItsTimeUnderDisconnect() {
        try (var feed = new LineFeed(withSoftLimit(AtLimit.DISCONNECT))) {
            TestClient client = feed.connect();
            feed.fill(feed.connection(), HARD_LIMIT);
            for (int second = 0; second < SOFT_TIME.toSeconds() - 1; second++) {
                feed.fixture.clock.advance(java.time.Duration.ofSeconds(1));
                long out = feed.get(Metric.BYTES_OUT);
                feed.fixture.until(() -> client.receivedCount() > 0 && feed.get(Metric.BYTES_OUT) > out);
                feed.fill(feed.connection(), HARD_LIMIT);
                assertThat(feed.connection().snapshot().bytesQueued()).isGreaterThan(SOFT_LIMIT);
            }
            assertThat(feed.get(Metric.OPEN)).isEqualTo(1);
            feed.fixture.clock.advance(java.time.Duration.ofSeconds(1).plus(TICKS));
            feed.fixture.step();
            assertThat(feed.fixture.endOf(feed.connection())).isEqualTo(CloseReason.SLOW_PEER);
            assertThat(feed.get(Metric.POOL_USED)).as("in that same turn").isZero();
        }
    }

    /** The kernel has room by now, although nobody has told us. */
    @Test
    void shouldOfferOnceMoreBeforeTheVerdictOverTheSoftLimitUnderDisconnect() {
        try (var feed = new LineFeed(withSoftLimit(AtLimit.DISCONNECT))) {
            TestClient client = feed.connect();
            feed.fill(feed.connection(), SOFT_LIMIT + 2048);
            long out = feed.get(Metric.BYTES_OUT);
            for (long start = System.nanoTime(); client.receivedCount() < out; )
                assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
            feed.fixture.clock.advance(SOFT_TIME.plus(TICKS));
            feed.fixture.step();
            assertThat(feed.get(Metric.OPEN)).isEqualTo(1);
            assertThat(feed.readAll(client).lines()).hasSize(feed.sent);
        }
    }

    private static void shouldHaveNoSoftLimitUnder(AtLimit atLimit) {
        try (var feed = new LineFeed(withSoftLimit(atLimit))) {
            TestClient client = feed.connect();
            feed.fill(feed.connection(), HARD_LIMIT);
            for (int i = 0; i < 2; i++) {
                feed.fixture.clock.advance(SOFT_TIME.plus(TICKS));
                feed.fixture.step();
            }
            assertThat(feed.get(Metric.OPEN)).isEqualTo(1);
            assertThat(feed.readAll(client).lines()).hasSize(feed.sent);
        }
    }

    @Test
    void shouldHaveNoSoftLimitUnderPauseInput() {
        shouldHaveNoSoftLimitUnder(AtLimit.PAUSE_INPUT);
    }

    @Test
    void shouldHaveNoSoftLimitUnderDropNewest() {
        shouldHaveNoSoftLimitUnder(AtLimit.DROP_NEWEST);
    }

    @Test
    void shouldHaveNoSoftLimitUnderDropOldest() {
        shouldHaveNoSoftLimitUnder(AtLimit.DROP_OLDEST);
    }

    private static void shouldAbortAsStalledUnder(SlowPeerPolicy policy) {
        try (var feed = new LineFeed(policy)) {
            TestClient client = feed.connect();
            feed.fill(feed.connection(), HARD_LIMIT);
            feed.fixture.clock.advance(STALL.minusMillis(10));
            feed.fixture.step();
            assertThat(feed.get(Metric.OPEN)).isEqualTo(1);

            feed.passUntilClosed(CloseReason.STALLED, STALL);
            assertThat(feed.get(Metric.POOL_USED)).as("in that same turn").isZero();
            assertThat(feed.get(Metric.BYTES_QUEUED)).isZero();
            assertThat(feed.get(Metric.BYTES_DROPPED)).isPositive();
            feed.fixture.until(client::isReset);
        }
    }

    @Test
    void shouldAbortAsStalledAfterTheStallTimeoutUnderPauseInput() {
        shouldAbortAsStalledUnder(PAUSE_INPUT);
    }

    @Test
    void shouldAbortAsStalledAfterTheStallTimeoutUnderDropNewest() {
        shouldAbortAsStalledUnder(DROP_NEWEST);
    }

    @Test
    void shouldAbortAsStalledAfterTheStallTimeoutUnderDropOldest() {
        shouldAbortAsStalledUnder(DROP_OLDEST);
    }

    @Test
    void shouldAbortAsStalledAfterTheStallTimeoutUnderDisconnect() {
        shouldAbortAsStalledUnder(DISCONNECT);
    }

    /** That its oldest messages leave the queue, and new ones come, is not the peer's progress. */
    @Test
    void shouldNotTakeDropsForProgressUnderDropOldest() {
        try (var feed = new LineFeed(DROP_OLDEST)) {
            feed.connect();
            feed.fill(feed.connection(), HARD_LIMIT);
            for (int tries = 0; tries < 200 && feed.fixture.closed(CloseReason.STALLED) == 0; tries++) {
                feed.fixture.clock.advance(java.time.Duration.ofSeconds(1));
                feed.broadcast(20);
            }
            assertThat(feed.fixture.endOf(feed.connection())).isEqualTo(CloseReason.STALLED);
            assertThat(feed.connection().snapshot().messagesMissed())
                    .as("untold")
                    .isPositive();
        }
    }
}
