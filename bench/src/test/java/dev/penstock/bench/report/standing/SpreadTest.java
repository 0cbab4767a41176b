package dev.penstock.bench.report.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SpreadTest {
    @Test
    void shouldHaveTheMiddleValueAsItsMedian() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0)).median()).isEqualTo(2.5);
        assertThat(Spread.of(List.of(Double.MAX_VALUE, Double.MAX_VALUE)).median())
                .isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void shouldOverlapWhereTheyTouch() {
        Spread low = Spread.of(List.of(1.0, 2.0));
        assertThat(low.overlaps(Spread.of(List.of(2.0, 3.0)))).isTrue();
        assertThat(low.overlaps(Spread.of(List.of(2.1, 3.0)))).isFalse();
        assertThat(low.overlaps(Spread.of(List.of(0.0, 9.0)))).isTrue();
    }
}
