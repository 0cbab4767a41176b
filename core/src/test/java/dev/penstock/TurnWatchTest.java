package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class TurnWatchTest {
    private long now = Long.MAX_VALUE - 50; // the clock overflows during the tests
    private int readings;
    private final TurnWatch watch = new TurnWatch(this::read);

    @Test
    void shouldKnowNothingBeforeTheFirstTurn() {
        assertThat(watch.longest()).isEqualTo(new LongestTurn(Duration.ZERO, "none", Duration.ZERO));
        assertThat(watch.last()).isEqualTo(now);
    }

    @Test
    void shouldTellTheLongestTurnAndWhatTookMostOfIt() {
        turn(10, "a", 70, "b", 20, "c");

        assertThat(watch.longest()).isEqualTo(new LongestTurn(Duration.ofNanos(100), "b", Duration.ofNanos(70)));
    }

    @Test
    void shouldKeepTheLongestOfManyTurns() {
        turn(5, "short");
        turn(200, "long");
        turn(150, "later");
        turn(200, "as long");

        assertThat(watch.longest().cause()).isEqualTo("long");
        assertThat(watch.longest().duration()).isEqualTo(Duration.ofNanos(200));
    }

    @Test
    void shouldPreferTheLongerTurnToTheLongerLap() {
        turn(90, "lap");
        turn(50, "x", 60, "y");

        assertThat(watch.longest()).isEqualTo(new LongestTurn(Duration.ofNanos(110), "y", Duration.ofNanos(60)));
    }

    @Test
    void shouldNotCountTheWaitBetweenTurns() {
        turn(10, "a");
        now += 1_000_000;
        turn(20, "b");

        assertThat(watch.longest().duration()).isEqualTo(Duration.ofNanos(20));
    }

    @Test
    void shouldIgnoreATurnInWhichNothingWasDone() {
        turn(10, "a");
        turn();
        watch.begin();
        now += 500;
        watch.end();

        assertThat(watch.longest().cause()).isEqualTo("a");
    }

    @Test
    void shouldForgetTheLongestTurnWhenReset() {
        turn(100, "a");

        watch.reset();

        assertThat(watch.longest().duration()).isZero();
        turn(3, "b");
        assertThat(watch.longest()).isEqualTo(new LongestTurn(Duration.ofNanos(3), "b", Duration.ofNanos(3)));
    }

    @Test
    void shouldReadTheClockOnceForEachThingDone() {
        readings = 0;

        assertThat(watch.begin()).isEqualTo(now);
        now += 7;
        watch.lap("a");
        assertThat(watch.last()).isEqualTo(now);
        watch.end();
        watch.last();
        watch.longest();

        assertThat(readings).isEqualTo(2);
    }

    /** One turn: pairs of how long a thing took and what it was. */
    private void turn(Object... laps) {
        watch.begin();
        for (int i = 0; i < laps.length; i += 2) {
            now += (Integer) laps[i];
            watch.lap(laps[i + 1]);
        }
        watch.end();
    }

    private long read() {
        readings++;
        return now;
    }
}
