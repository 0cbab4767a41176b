package dev.penstock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads ask for the end at once: both get the one report. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE)
@Outcome(expect = FORBIDDEN, desc = "one of them waits for ever, or gets another report")
@State
public class ReportRace {
    private final StillNetwork network = new StillNetwork();
    private final Reactor reactor = network.open();
    private CompletableFuture<ShutdownReport> asked;
    private CompletableFuture<ShutdownReport> askedByLoop;

    @Actor
    public void shutdown() {
        asked = reactor.shutdown(Duration.ofSeconds(1));
    }

    @Actor
    public void loop() {
        askedByLoop = reactor.shutdown(Duration.ZERO);
        network.run(reactor);
    }

    @Arbiter
    public void compare(II_Result result) {
        result.r1 = network.isWell() && asked.isDone() && askedByLoop.isDone() ? 1 : 0;
        result.r2 = asked.getNow(null) == askedByLoop.getNow(null) ? 1 : 0;
    }
}
