package dev.penstock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Tasks are given to a loop that goes to sleep, wakes, and goes to sleep again: all are run, in order, and nothing else has to happen. */
@JCStressTest
@Outcome(id = "3, 0", expect = ACCEPTABLE)
@Outcome(expect = FORBIDDEN, desc = "the loop sleeps while a task waits, or has run them out of order")
@State
public class WakeupRace {
    private static final int TASKS = 3;

    private final StillNetwork network = new StillNetwork();
    private final Reactor reactor = network.open();
    private final Delay delay = new Delay();
    private int ran;
    private int wrong;

    @Actor
    public void execute() {
        for (int i = 0; i < TASKS; i++) {
            int number = i;
            delay.pass();
            reactor.execute(() -> wrong += ran++ == number ? 0 : 1);
        }
        network.isAbandoned = true;
    }

    @Actor
    public void loop(II_Result result) {
        while (ran < TASKS && !network.sleepsForEver) reactor.runOnce();
        result.r1 = ran;
        result.r2 = network.isWell() ? wrong : -1;
    }

    @Arbiter
    public void end() {
        reactor.shutdown(Duration.ZERO);
        network.run(reactor);
    }
}
