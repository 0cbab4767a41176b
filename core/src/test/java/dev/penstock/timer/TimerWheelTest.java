package dev.penstock.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class TimerWheelTest {
    private static final long TICK = 1L << 20;
    private static final long ORIGIN = 5_000;
    private static final long DAY = Duration.ofDays(1).toNanos();

    private final TimerWheel wheel = new TimerWheel(ORIGIN);
    private final List<String> fired = new ArrayList<>();

    @Test
    void shouldHaveNothingToWaitForWhenNothingIsArmed() {
        assertThat(wheel.nanosToNext(ORIGIN)).isEqualTo(Long.MAX_VALUE);
        assertThat(wheel.advance(ORIGIN + DAY)).isZero();
    }

    @Test
    void shouldFireOnceAtTheDeadlineAndNotBefore() {
        Timer timer = named("a");
        wheel.arm(timer, ORIGIN + 10 * TICK);

        assertThat(wheel.advance(ORIGIN + 10 * TICK - 1)).isZero();
        assertThat(timer.isArmed()).isTrue();
        assertThat(wheel.advance(ORIGIN + 10 * TICK)).isEqualTo(1);
        assertThat(timer.isArmed()).isFalse();
        assertThat(wheel.advance(ORIGIN + DAY)).isZero();
        assertThat(fired).containsExactly("a");
    }

    @Test
    void shouldFireInTheOrderOfDeadlinesWhenLate() {
        wheel.arm(named("third"), ORIGIN + 10_000 * TICK);
        wheel.arm(named("first"), ORIGIN + 3 * TICK);
        wheel.arm(named("second"), ORIGIN + 500 * TICK);

        wheel.advance(ORIGIN + DAY);

        assertThat(fired).containsExactly("first", "second", "third");
    }

    @Test
    void shouldFireADeadlineInThePastWithinATick() {
        wheel.advance(ORIGIN + DAY);
        wheel.arm(named("late"), ORIGIN + 1);

        assertThat(wheel.nanosToNext(ORIGIN + DAY)).isLessThanOrEqualTo(TICK);
        assertThat(wheel.advance(ORIGIN + DAY + TICK)).isEqualTo(1);
    }

    @Test
    void shouldNotFireWhatWasCancelled() {
        Timer timer = named("a");
        wheel.arm(timer, ORIGIN + 10 * TICK);

        wheel.cancel(timer);
        wheel.cancel(timer);

        assertThat(timer.isArmed()).isFalse();
        assertThat(wheel.nanosToNext(ORIGIN)).isEqualTo(Long.MAX_VALUE);
        assertThat(wheel.advance(ORIGIN + DAY)).isZero();
    }

    @Test
    void shouldMoveATimerThatIsArmedAgain() {
        Timer timer = named("a");
        wheel.arm(timer, ORIGIN + 10 * TICK);
        wheel.arm(timer, ORIGIN + DAY);

        assertThat(wheel.advance(ORIGIN + DAY - TICK)).isZero();
        assertThat(wheel.advance(ORIGIN + DAY + TICK)).isEqualTo(1);
    }

    @Test
    void shouldKnowWhetherATimerIsArmedByATime() {
        Timer timer = named("a");
        assertThat(wheel.isArmedBy(timer, ORIGIN + DAY)).isFalse();

        wheel.arm(timer, ORIGIN + 10 * TICK);

        assertThat(wheel.isArmedBy(timer, ORIGIN + 10 * TICK)).isTrue();
        assertThat(wheel.isArmedBy(timer, ORIGIN + 11 * TICK)).isTrue();
        assertThat(wheel.isArmedBy(timer, ORIGIN + 9 * TICK)).isFalse();
    }

    @Test
    void shouldLetATimerArmItselfAgainInsideFire() {
        var periodic = new Timer() {
            private long due = ORIGIN + 10 * TICK;

            @Override
            protected void fire() {
                fired.add("tick");
                due += 10 * TICK;
                wheel.arm(this, due);
            }
        };
        wheel.arm(periodic, periodic.due);

        wheel.advance(ORIGIN + 1000 * TICK);

        assertThat(fired).hasSize(100);
        assertThat(periodic.isArmed()).isTrue();
    }

    @Test
    void shouldEndTheTurnOfATimerThatArmsItselfForThePast() {
        var eager = new Timer() {
            @Override
            protected void fire() {
                fired.add("again");
                wheel.arm(this, ORIGIN);
            }
        };
        wheel.arm(eager, ORIGIN);

        assertThat(wheel.advance(ORIGIN + 64 * TICK)).isBetween(1, 64);
        assertThat(eager.isArmed()).isTrue();
    }

    @Test
    void shouldLetATimerCancelAnotherOfTheSameMoment() {
        List<Timer> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(new Timer() {
                @Override
                protected void fire() {
                    both.forEach(wheel::cancel);
                    fired.add("one");
                }
            });
        }
        for (Timer timer : both) wheel.arm(timer, ORIGIN + 10 * TICK);

        wheel.advance(ORIGIN + 10 * TICK);

        assertThat(fired).containsExactly("one");
    }

    @Test
    void shouldFireAHundredThousandTimersEachOnceAndNoneEarly() {
        long seed = 100_000;
        var random = new Random(seed);
        long[] now = {ORIGIN};
        int[] count = {0};
        int[] early = {0};
        List<Timer> all = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            long deadline = ORIGIN + random.nextLong(600_000 * TICK);
            all.add(new Timer() {
                @Override
                protected void fire() {
                    count[0]++;
                    if (now[0] < deadline) early[0]++;
                }
            });
            wheel.arm(all.get(i), deadline);
        }
        for (int i = 0; i < all.size(); i += 2) wheel.cancel(all.get(i));

        for (; now[0] <= ORIGIN + 600_001 * TICK; now[0] += 300 * TICK) wheel.advance(now[0]);

        assertThat(count[0]).as("fired, seed %d", seed).isEqualTo(50_000);
        assertThat(early[0]).as("early, seed %d", seed).isZero();
        assertThat(all).noneMatch(Timer::isArmed);
    }

    private Timer named(String name) {
        return new Timer() {
            @Override
            protected void fire() {
                fired.add(name);
            }
        };
    }
}
