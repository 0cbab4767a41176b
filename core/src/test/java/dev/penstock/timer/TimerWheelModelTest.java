package dev.penstock.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wheel against a list that is searched from end to end. */
@Timeout(20)
final class TimerWheelModelTest {
    private static final long TICK = 1L << 20;
    private static final int TIMERS = 40;
    private static final int STEPS = 10_000;

    private final List<ModelTimer> timers = new ArrayList<>();
    private TimerWheel wheel;
    private Random random;
    private int maxDelayBits;
    private long now;
    private String step;

    /** A timer that knows what is expected of it. */
    private final class ModelTimer extends Timer {
        private boolean isExpected;
        private long deadline;
        private long dueFrom; // the deadline, or when it was armed if that was later

        void armIn(long delay) {
            deadline = now + delay;
            dueFrom = now + Math.max(0, delay);
            isExpected = true;
            wheel.arm(this, deadline);
        }

        @Override
        protected void fire() {
            assertThat(isExpected).as("fired while armed, " + step).isTrue();
            assertThat(now - deadline)
                    .as("nanoseconds since the deadline, " + step)
                    .isGreaterThanOrEqualTo(0);
            isExpected = false;
            if (random.nextInt(3) == 0) armIn(randomDelay());
        }
    }

    @ParameterizedTest(name = "seed {0}, origin {1}, delays of up to {2} bits")
    @CsvSource({
        "1, 0, 34",
        "2, -123456789, 44",
        "3, 9223372036854775807, 34",
        "4, 9223372036854000000, 50",
        "5, -9223372036854775808, 44",
        "6, 0, 57",
        "7, 9223372036854775807, 58",
        "8, 1234567, 60"
    })
    void shouldFireWhatASearchedListWould(long seed, long origin, int maxDelayBits) {
        this.random = new Random(seed);
        this.maxDelayBits = maxDelayBits;
        this.now = origin;
        this.wheel = new TimerWheel(origin);
        for (int i = 0; i < TIMERS; i++) timers.add(new ModelTimer());
        long end = Long.MAX_VALUE / 4; // differences of the clock must not overflow
        for (int i = 0; i < STEPS && now - origin < end; i++) {
            step = "seed " + seed + ", step " + i;
            ModelTimer timer = timers.get(random.nextInt(TIMERS));
            switch (random.nextInt(4)) {
                case 0 -> timer.armIn(randomDelay());
                case 1 -> {
                    wheel.cancel(timer);
                    timer.isExpected = false;
                }
                default -> advance();
            }
            check();
        }
    }

    private void advance() {
        long wait = wheel.nanosToNext(now);
        boolean isExact = wait != Long.MAX_VALUE && random.nextBoolean();
        now += isExact ? wait : randomBits(maxDelayBits - 6);
        int armed = (int) timers.stream().filter(timer -> timer.isExpected).count();
        int fired = wheel.advance(now);
        if (armed == 0) assertThat(fired).as(step).isZero();
    }

    private void check() {
        long wait = wheel.nanosToNext(now);
        assertThat(wait).as("wait, " + step).isGreaterThanOrEqualTo(0);
        for (ModelTimer timer : timers) {
            assertThat(timer.isArmed()).as(step).isEqualTo(timer.isExpected);
            if (!timer.isExpected) continue;
            long left = timer.dueFrom - now;
            assertThat(left)
                    .as("nanoseconds to a deadline that has not fired, " + step)
                    .isGreaterThan(-TICK);
            assertThat(wait).as("wait beside a deadline in %d, %s", left, step).isLessThanOrEqualTo(left + TICK);
        }
    }

    private long randomDelay() {
        return random.nextInt(10) == 0 ? -randomBits(30) : randomBits(maxDelayBits);
    }

    /** Each number of bits is as likely, so that all levels of the wheel are in use. */
    private long randomBits(int most) {
        return random.nextLong(1L << random.nextInt(most + 1));
    }
}
