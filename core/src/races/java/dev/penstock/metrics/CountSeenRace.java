package dev.penstock.metrics;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** Somebody looks at a count again and again: it is seen to move. */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = ACCEPTABLE)
@Outcome(id = "STALE", expect = FORBIDDEN, desc = "an old value is looked at for ever")
@State
public class CountSeenRace {
    private final Counters counters = new Counters(1);

    @Actor
    public void look() {
        while (counters.get(0) == 0) {}
    }

    @Signal
    public void add() {
        counters.add(0, 1);
    }
}
