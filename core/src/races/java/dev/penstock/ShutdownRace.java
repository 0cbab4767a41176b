package dev.penstock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Tasks are given before and after the end is asked for: each is run once, or refused, and the reactor ends. */
@JCStressTest
@Outcome(
        id = {"11, 11, 0", "11, 0, 0"},
        expect = ACCEPTABLE)
@Outcome(
        expect = FORBIDDEN,
        desc = "a task was lost, run twice, out of order, or although it was refused; or the reactor does not end")
@State
public class ShutdownRace {
    private static final int TAKEN = 1;
    private static final int RUN = 10;

    private final StillNetwork network = new StillNetwork();
    private final Reactor reactor = network.open();
    private final Delay delay = new Delay();
    private int ranBefore;
    private int ranAfter;

    @Actor
    public void shutdown(III_Result result) {
        result.r1 = give(() -> ranBefore += RUN);
        reactor.shutdown(Duration.ZERO);
        delay.pass();
        result.r2 = give(() -> ranAfter += ranBefore);
        network.isAbandoned = true;
    }

    private int give(Runnable task) {
        try {
            reactor.execute(task);
            return TAKEN;
        } catch (RejectedExecutionException e) {
            return 0;
        }
    }

    @Actor
    public void loop(III_Result result) {
        network.run(reactor);
        result.r3 = network.isWell() && !reactor.runOnce() ? 0 : 1;
    }

    @Arbiter
    public void end(III_Result result) {
        result.r1 += ranBefore;
        result.r2 += ranAfter;
    }
}
