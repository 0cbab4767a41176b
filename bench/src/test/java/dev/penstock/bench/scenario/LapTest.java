package dev.penstock.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.load.LoadPlan;
import dev.penstock.bench.load.PeerGroup;
import dev.penstock.bench.work.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class LapTest {
    private static final LoadPlan PLAN = LoadPlan.of(Work.ECHO, PeerGroup.callersAt(100, 5, 64));

    @Test
    void shouldCountWhatNeverCameAsLaterThanEverything() {
        Lap lap = Laps.of(100, 4, 10, 20, 30);
        assertThat(lap.latencyNanos(50)).isEqualTo(20);
        assertThat(lap.latencyNanos(75)).isEqualTo(30);
        assertThat(lap.latencyNanos(76)).isInfinite();
    }

    @Test
    void shouldHaveNoPercentileOfNothing() {
        assertThat(Laps.of(100, 0).latencyNanos(99)).isNaN();
        assertThat(Laps.of(100, 10).latencyNanos(1)).isInfinite();
    }

    @Test
    void shouldMeasureSilences() {
        Lap lap = Laps.of(PLAN, 9, new long[] {1, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0});
        assertThat(lap.longestSilenceMillis()).isEqualTo(300);
        assertThat(lap.lastSilenceMillis()).isEqualTo(200);
        Lap late = Laps.of(PLAN, 9, new long[] {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 5});
        assertThat(late.lastSilenceMillis()).as("it was late, not frozen").isZero();
    }

    @Test
    void shouldTakeWhatWasNotCountedForSilence() {
        assertThat(Laps.of(PLAN, 9, new long[0]).longestSilenceMillis()).isEqualTo(1000);
        assertThat(Laps.of(PLAN, 9, new long[0]).lastSilenceMillis()).isEqualTo(1000);
    }

    @Test
    void shouldLeaveOutFiguresThatAreNoNumbers() {
        var findings = new Findings().latency(Laps.of(100, 2, 10), "round trip");
        assertThat(findings.figures()).singleElement().satisfies(figure -> {
            assertThat(figure.name()).isEqualTo("p50");
            assertThat(figure.value()).isEqualTo(10);
        });
    }
}
