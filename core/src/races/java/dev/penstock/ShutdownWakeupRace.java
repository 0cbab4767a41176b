package dev.penstock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The end is asked for while the loop begins, goes to sleep, or sleeps, and nothing else happens: it ends. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE)
@Outcome(expect = FORBIDDEN, desc = "the loop sleeps although its end was asked for")
@State
public class ShutdownWakeupRace {
    private final StillNetwork network = new StillNetwork();
    private final Reactor reactor = network.open();
    private final Delay delay = new Delay();

    @Actor
    public void shutdown() {
        delay.pass();
        reactor.shutdown(Duration.ofSeconds(1));
        network.isAbandoned = true;
    }

    @Actor
    public void loop(I_Result result) {
        network.run(reactor);
        result.r1 = network.isWell() ? 1 : 0;
    }
}
