package dev.penstock;

import static dev.penstock.LineFeed.DISCONNECT;
import static dev.penstock.LineFeed.DROP_NEWEST;
import static dev.penstock.LineFeed.DROP_OLDEST;
import static dev.penstock.LineFeed.HARD_LIMIT;
import static dev.penstock.LineFeed.PAUSE_INPUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.NumberedLines.Account;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The decision table's row of those who recover: back under half the limit. */
@Timeout(30)
@Execution(ExecutionMode.CONCURRENT)
final class MissedDecisionTest {
    @Test
    void shouldResumeInputBackUnderHalfTheLimitUnderPauseInput() {
        try (var feed = new LineFeed(PAUSE_INPUT)) {
            TestClient client = feed.connect();
            feed.fillUp(feed.connection());
            client.send("go on");
            feed.fixture.until(() -> {
                boolean isOver = feed.connection().snapshot().bytesQueued() > HARD_LIMIT / 2;
                if (isOver) assertThat(feed.get(Metric.BYTES_IN)).isZero();
                client.poll();
                return feed.get(Metric.BYTES_IN) == 5;
            });
            assertThat(feed.writables).as("the handler heard of it once").isEqualTo(1);
            assertThat(feed.get(Metric.MESSAGES_MISSED)).isZero();
            feed.readAll(client);
        }
    }

    private static void shouldTellWhatWasMissedUnder(SlowPeerPolicy policy) {
        try (var feed = new LineFeed(policy)) {
            TestClient client = feed.connect();
            feed.fill(feed.connection(), HARD_LIMIT);
            feed.broadcast(300);
            assertThat(feed.queuedWhenTold).as("told while there is no room").isEmpty();
            long missed = feed.connection().snapshot().messagesMissed();
            assertThat(missed).isEqualTo(feed.get(Metric.MESSAGES_MISSED)).isPositive();

            Account account = feed.readAll(client);
            account.assertExact(feed.sent, feed.connection().snapshot());
            assertThat(account.missed()).isEqualTo(missed);
            assertThat(account.notices()).isEqualTo(1);
            assertThat(feed.queuedWhenTold)
                    .singleElement()
                    .satisfies(queued -> assertThat(queued).isLessThanOrEqualTo(HARD_LIMIT / 2L));
            feed.fixture.settle();
            assertThat(feed.queuedWhenTold).as("told again").hasSize(1);
            assertThat(feed.connection().snapshot().messagesMissed()).isZero();
            assertThat(feed.connection().snapshot().bytesMissed()).isZero();
        }
    }

    @Test
    void shouldTellMessagesAndBytesMissedBackUnderHalfTheLimitUnderDropNewest() {
        shouldTellWhatWasMissedUnder(DROP_NEWEST);
    }

    @Test
    void shouldTellMessagesAndBytesMissedBackUnderHalfTheLimitUnderDropOldest() {
        shouldTellWhatWasMissedUnder(DROP_OLDEST);
    }

    /** What others send it does not come from its own input, so it drops as under {@code dropNewest}. */
    @Test
    void shouldTellAGroupsMemberWhatItMissedBackUnderHalfTheLimitUnderPauseInput() {
        shouldTellWhatWasMissedUnder(PAUSE_INPUT);
    }

    @Test
    void shouldTellNothingUnderDisconnect() {
        try (var feed = new LineFeed(DISCONNECT)) {
            feed.connect();
            feed.fill(feed.connection(), HARD_LIMIT);
            feed.broadcast(100);
            assertThat(feed.fixture.endOf(feed.connection())).isEqualTo(CloseReason.SLOW_PEER);
            assertThat(feed.queuedWhenTold).isEmpty();
            assertThat(feed.get(Metric.MESSAGES_MISSED)).isZero();
        }
    }

    /** Who is told in the one moment and is slow again in the next: the account holds all the same. */
    private static void shouldKeepAnExactAccount(SlowPeerPolicy policy, long seed) {
        try (var feed = new LineFeed(policy)) {
            TestClient client = feed.connect();
            var random = new Random(seed);
            for (int i = 0; i < 150; i++) {
                feed.broadcast(random.nextInt(120));
                for (int polls = random.nextInt(4); polls > 0; polls--) {
                    client.poll();
                    feed.fixture.step();
                }
            }
            Account account = feed.readAll(client);
            account.assertExact(feed.sent, feed.connection().snapshot());
            assertThat(account.notices()).isGreaterThan(1);
            assertThat(account.lines()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldKeepAnExactAccountOfAPeerThatIsSlowNowAndThenUnderDropNewest(long seed) {
        shouldKeepAnExactAccount(DROP_NEWEST, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldKeepAnExactAccountOfAPeerThatIsSlowNowAndThenUnderDropOldest(long seed) {
        shouldKeepAnExactAccount(DROP_OLDEST, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldKeepAnExactAccountOfAPeerThatIsSlowNowAndThenUnderPauseInput(long seed) {
        shouldKeepAnExactAccount(PAUSE_INPUT, seed);
    }
}
