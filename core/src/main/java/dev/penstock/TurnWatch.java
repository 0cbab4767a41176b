package dev.penstock;

import java.time.Duration;

/**
 * Times the turns of the loop and what they are spent on, so that the longest is known, and whose it was.
 *
 * <p>One reading of the clock for each thing done; the turn's own time is its first. Owned by the reactor's thread.
 */
final class TurnWatch {
    private final NanoClock clock;
    private long start;
    private long lapStart;
    private long longestLap;
    private Object longestLapSubject;
    private long longestTurn = -1;
    private volatile LongestTurn longest = new LongestTurn(Duration.ZERO, "none", Duration.ZERO);

    TurnWatch(NanoClock clock) {
        this.clock = clock;
        start = clock.nanoTime();
        lapStart = start;
    }

    /** The turn begins: the time that all of it uses. */
    long begin() {
        start = clock.nanoTime();
        lapStart = start;
        longestLap = -1;
        longestLapSubject = null;
        return start;
    }

    /** Something is done. */
    void lap(Object subject) {
        long now = clock.nanoTime();
        long lap = now - lapStart;
        lapStart = now;
        if (lap > longestLap) {
            longestLap = lap;
            longestLapSubject = subject;
        }
    }

    /** The turn ends, with its last lap. */
    void end() {
        long turn = lapStart - start;
        if (turn <= longestTurn || longestLapSubject == null) return;
        longestTurn = turn;
        String cause = longestLapSubject.toString();
        longest = new LongestTurn(Duration.ofNanos(turn), cause, Duration.ofNanos(longestLap));
    }

    /** The time of the last lap: the closest to now without another reading. */
    long last() {
        return lapStart;
    }

    /** The longest turn. Any thread. */
    LongestTurn longest() {
        return longest;
    }

    void reset() {
        longestTurn = -1;
        longest = new LongestTurn(Duration.ZERO, "none", Duration.ZERO);
    }
}
