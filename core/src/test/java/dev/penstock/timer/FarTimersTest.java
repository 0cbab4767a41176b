package dev.penstock.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deadlines near and beyond the wheel's whole span of 2^36 ticks, 2.3 years. */
@Timeout(20)
final class FarTimersTest {
    private static final long TICK = 1L << 20;
    private static final long SPAN = TICK << 36;
    private static final long CENTURY = Duration.ofDays(36_500).toNanos();

    private final TimerWheel wheel = new TimerWheel(0);
    private int fired;
    private long now;

    @ParameterizedTest
    @ValueSource(longs = {SPAN - TICK, SPAN, SPAN + TICK, SPAN * 3 / 2, SPAN * 2, SPAN * 16 + 12345 * TICK})
    void shouldNeitherFireEarlyNorForget(long delay) {
        advanceTo(777 * TICK);
        long deadline = now + delay;
        wheel.arm(counting(), deadline);

        for (long left; (left = deadline - now) > TICK; ) {
            long wait = wheel.nanosToNext(now);
            assertThat(wait).as("wait %d before the deadline", left).isBetween(1L, left + TICK);
            advanceTo(now + Math.min(wait, left - TICK));
            assertThat(fired).as("fired %d before the deadline", deadline - now).isZero();
        }
        advanceTo(deadline + TICK);

        assertThat(fired).isEqualTo(1);
    }

    @Test
    void shouldWaitForTheNearerOfTwoFarDeadlines() {
        advanceTo(TICK);
        wheel.arm(counting(), now + CENTURY);
        long month = now + Duration.ofDays(30).toNanos();
        wheel.arm(counting(), month);

        assertThat(wheel.nanosToNext(now)).isLessThanOrEqualTo(month - now + TICK);
    }

    @Test
    void shouldFireOnTimeBesideADeadlineBeyondTheSpan() {
        advanceTo(TICK);
        wheel.arm(counting(), now + CENTURY);
        // The highest level's slots are 2^30 ticks, 13 days, wide; this timer waits across such a boundary.
        long boundary = TICK << 30;
        advanceTo(boundary - 1000 * TICK);
        wheel.arm(counting(), boundary + 1000 * TICK);

        advanceTo(boundary + 1001 * TICK);

        assertThat(fired).isEqualTo(1);
    }

    @Test
    void shouldFireEveryThirtySecondsForAMonthBesideADeadlineBeyondTheSpan() {
        advanceTo(TICK);
        wheel.arm(counting(), now + CENTURY);
        long period = Duration.ofSeconds(30).toNanos();
        long end = now + Duration.ofDays(30).toNanos();
        var periodic = new Timer() {
            @Override
            protected void fire() {
                fired++;
                wheel.arm(this, now + period);
            }
        };
        wheel.arm(periodic, now + period);

        while (now < end) advanceTo(now + period + TICK);

        assertThat(fired).isBetween(86_000, 86_400);
    }

    private void advanceTo(long nanos) {
        now = nanos;
        wheel.advance(nanos);
    }

    private Timer counting() {
        return new Timer() {
            @Override
            protected void fire() {
                fired++;
            }
        };
    }
}
