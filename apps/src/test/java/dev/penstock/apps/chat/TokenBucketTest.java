package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TokenBucketTest {
    private static final long SECOND = 1_000_000_000;
    /** Close to the overflow: only differences may count. */
    private static final long START = Long.MAX_VALUE - SECOND / 2;

    @Test
    void shouldGiveAllTokensAtOnceAndThenOneAfterTheOther() {
        var bucket = new TokenBucket(5, START);
        for (int i = 0; i < 5; i++) assertThat(bucket.take(START)).isZero();
        long now = START;
        for (int i = 0; i < 20; i++) {
            assertThat(bucket.take(now)).isEqualTo(SECOND / 5);
            assertThat(bucket.take(now + SECOND / 5 - 1)).isEqualTo(1);
            now += SECOND / 5;
            assertThat(bucket.take(now)).isZero();
        }
    }

    @Test
    void shouldNotSaveMoreThanItHolds() {
        var bucket = new TokenBucket(3, START);
        long later = START + 3600 * SECOND;
        for (int i = 0; i < 3; i++) assertThat(bucket.take(later)).isZero();
        assertThat(bucket.take(later)).isPositive();
    }

    @Test
    void shouldKnowOneASecond() {
        var bucket = new TokenBucket(1, START);
        assertThat(bucket.take(START)).isZero();
        assertThat(bucket.take(START)).isEqualTo(SECOND);
    }
}
