package dev.penstock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A thread that has run some turns itself hands the loop over to another one, and gives it a task. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE)
@Outcome(expect = FORBIDDEN, desc = "the loop sleeps while the task waits")
@State
public class HandOverRace {
    private final StillNetwork network = new StillNetwork();
    private final Reactor reactor = network.open();
    private final Delay delay = new Delay();
    private volatile boolean isHandedOver;
    private int ran;

    @Actor
    public void execute() {
        reactor.runOnce(Duration.ZERO);
        isHandedOver = true;
        delay.pass();
        reactor.execute(() -> ran++);
        network.isAbandoned = true;
    }

    @Actor
    public void loop(I_Result result) {
        while (!isHandedOver) Thread.yield();
        while (ran == 0 && !network.sleepsForEver) reactor.runOnce();
        result.r1 = network.isWell() ? ran : -1;
    }

    @Arbiter
    public void end() {
        reactor.shutdown(Duration.ZERO);
        network.run(reactor);
    }
}
