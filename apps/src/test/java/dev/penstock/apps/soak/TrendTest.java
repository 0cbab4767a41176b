package dev.penstock.apps.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class TrendTest {
    @Test
    void shouldFindTheSlopeAndHowSureItIs() {
        Trend trend = Trend.of(new double[] {0, 1, 2, 3}, new double[] {1, 4, 5, 8});

        assertThat(trend.slope()).isCloseTo(2.2, within(1e-9));
        assertThat(trend.error()).isCloseTo(Math.sqrt(0.8 / 2 / 5), within(1e-9));
    }

    @Test
    void shouldExceedABoundOnlyBeyondDoubt() {
        assertThat(new Trend(10, 1).exceeds(6.9)).isTrue();
        assertThat(new Trend(10, 1).exceeds(7.1)).isFalse();
    }

    @Test
    void shouldExceedNothingWhereNothingChanges() {
        assertThat(Trend.of(new double[] {0, 1, 2}, new double[] {5, 5, 5}).exceeds(0))
                .isFalse();
    }
}
