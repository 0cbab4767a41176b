package dev.penstock.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two threads offer to a queue that has room for one more of them: it gives out as many as it has taken. */
@JCStressTest
@Outcome(
        id = {"1, 0, 2", "0, 1, 2"},
        expect = ACCEPTABLE)
@Outcome(expect = FORBIDDEN, desc = "a task was lost, or taken without room")
@State
public class OfferRace {
    private final TaskQueue queue = new TaskQueue(2);

    public OfferRace() {
        queue.offer(() -> {});
    }

    @Actor
    public void offer(III_Result result) {
        result.r1 = queue.offer(() -> {}) ? 1 : 0;
    }

    @Actor
    public void offerAnother(III_Result result) {
        result.r2 = queue.offer(() -> {}) ? 1 : 0;
    }

    @Arbiter
    public void count(III_Result result) {
        while (queue.poll() != null) result.r3++;
    }
}
