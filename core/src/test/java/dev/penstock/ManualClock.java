package dev.penstock;

import java.time.Duration;

/** A clock that stands still until a test moves it, so that thirty seconds pass in no time. */
public final class ManualClock implements NanoClock {
    // Close to the overflow: only differences may count.
    private volatile long now = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();

    @Override
    public long nanoTime() {
        return now;
    }

    public void advance(Duration time) {
        now += time.toNanos();
    }
}
