package dev.penstock.bench.run;

import java.util.List;
import java.util.function.LongSupplier;

/** How long the rest of a plan will take, by its estimate and by how long the rounds took so far. */
final class TimeLeft {
    private final LongSupplier nanoClock;
    private double estimatedAhead; // seconds, those of the round under way included
    private double estimatedBehind;
    private double tookBehind;
    private double estimatedNow;
    private long beganAt;

    TimeLeft(List<PlannedRun> plan, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        for (PlannedRun run : plan) estimatedAhead += run.seconds();
    }

    synchronized void begin(PlannedRun run) {
        estimatedNow = run.seconds();
        beganAt = nanoClock.getAsLong();
    }

    synchronized void end() {
        tookBehind += sinceBegin();
        estimatedBehind += estimatedNow;
        estimatedAhead -= estimatedNow;
        estimatedNow = 0;
    }

    synchronized double seconds() {
        double pace = estimatedBehind == 0 ? 1 : tookBehind / estimatedBehind;
        double now = estimatedNow == 0 ? 0 : Math.min(sinceBegin(), estimatedNow * pace);
        return estimatedAhead * pace - now;
    }

    private double sinceBegin() {
        return (nanoClock.getAsLong() - beganAt) / 1e9;
    }
}
