package dev.penstock.apps.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReplyRateTest {
    private static final long SECOND = 1_000_000_000;
    private static final long START = Long.MAX_VALUE - SECOND / 2; // the clock may overflow, as nanoTime's may

    private final ReplyRate rate = new ReplyRate(3);

    private long allowed(String sender, int asks, long now) {
        return IntStream.range(0, asks).filter(i -> rate.allows(sender, now)).count();
    }

    @Test
    void shouldAllowSoManyInEachSecondFromTheFirst() {
        assertThat(allowed("a", 2, START)).isEqualTo(2);
        assertThat(allowed("a", 5, START + SECOND - 1)).isEqualTo(1);
        assertThat(allowed("a", 5, START + SECOND)).isEqualTo(3);
        assertThat(allowed("a", 5, START + 100 * SECOND)).isEqualTo(3);
    }

    @Test
    void shouldCountEachSenderByItself() {
        assertThat(allowed("a", 5, START)).isEqualTo(3);
        assertThat(allowed("b", 5, START)).isEqualTo(3);
    }

    /** Who keeps sending is not forgotten, however many others do. */
    @Test
    void shouldForgetWhoWasSilentForLongest() {
        assertThat(allowed("a", 3, START)).isEqualTo(3);
        assertThat(allowed("b", 3, START)).isEqualTo(3);
        for (int i = 0; i < 3 * ReplyRate.MAX_SENDERS; i++) {
            assertThat(rate.allows("stranger " + i, START)).isTrue();
            assertThat(rate.allows("a", START)).isFalse();
        }
        assertThat(rate.size()).isEqualTo(ReplyRate.MAX_SENDERS);
        assertThat(rate.allows("b", START)).as("forgotten").isTrue();
    }
}
