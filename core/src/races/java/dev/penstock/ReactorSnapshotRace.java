package dev.penstock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A reactor's counts are read while connections come and go: never more go than came, and nothing goes backwards. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE)
@Outcome(expect = FORBIDDEN, desc = "what follows is ahead of what it follows from, or a count goes backwards")
@State
public class ReactorSnapshotRace {
    private final ReactorCounters counters = new ReactorCounters(new SpinDetector());

    @Actor
    public void count() {
        for (int i = 0; i < 3; i++) {
            counters.add(Metric.ACCEPTED, 1);
            counters.addClosed(CloseReason.END_OF_INPUT);
        }
    }

    @Actor
    public void read(III_Result result) {
        ReactorSnapshot first = counters.snapshot(0, null);
        ReactorSnapshot second = counters.snapshot(0, null);
        result.r1 = first.get(Metric.CLOSED) <= first.get(Metric.ACCEPTED) ? 1 : 0;
        result.r2 = first.closed(CloseReason.END_OF_INPUT) <= first.get(Metric.CLOSED) ? 1 : 0;
        boolean isOnward = true;
        for (Metric metric : Metric.values()) isOnward &= first.get(metric) <= second.get(metric);
        result.r3 = isOnward ? 1 : 0;
    }
}
