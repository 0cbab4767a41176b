package dev.penstock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads close a reactor that never ran, a shutdown hook and a {@code finally}: one of them runs its end, both wait for it. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE)
@Outcome(expect = FORBIDDEN, desc = "both have run the loop at once, or one did not wait for the end")
@State
public class CloseRace {
    private final StillNetwork network = new StillNetwork();
    private final Reactor reactor = network.open();

    @Actor
    public void close(II_Result result) {
        result.r1 = close();
    }

    @Actor
    public void closeToo(II_Result result) {
        result.r2 = close();
    }

    private int close() {
        reactor.close();
        return reactor.runOnce() ? 0 : 1;
    }

    @Arbiter
    public void look(II_Result result) {
        if (!network.isWell()) result.r1 = -1;
    }
}
