package dev.penstock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 1_000, 7_777.7, 1_000_000})
    void shouldFindTheFirstThatIsDueFromATimeOn(double perSecond) {
        var schedule = new Schedule(perSecond);
        schedule.begin(Long.MAX_VALUE - 1_000_000_000L); // the clock overflows on the way
        for (long number = 0; number < 2_000; number++) {
            long due = schedule.due(number);
            assertThat(schedule.firstFrom(due)).isEqualTo(number);
            assertThat(schedule.firstFrom(due + 1)).isEqualTo(number + 1);
        }
        assertThat(schedule.firstFrom(schedule.due(0) - 5)).isZero();
    }
}
