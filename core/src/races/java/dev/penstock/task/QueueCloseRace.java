package dev.penstock.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** The queue is closed while somebody offers: it gives out exactly what it has taken, in order. */
@JCStressTest
@Outcome(
        id = {"0, 0, 0, 0", "1, 0, 1, 0", "1, 1, 1, 2"},
        expect = ACCEPTABLE)
@Outcome(expect = FORBIDDEN, desc = "a task was lost, out of order, or given out although it was refused")
@State
public class QueueCloseRace {
    private final TaskQueue queue = new TaskQueue(4);
    private final Runnable first = () -> {};
    private final Runnable second = () -> {};

    @Actor
    public void offer(IIII_Result result) {
        result.r1 = queue.offer(first) ? 1 : 0;
        result.r2 = queue.offer(second) ? 1 : 0;
    }

    @Actor
    public void close(IIII_Result result) {
        queue.close();
        result.r3 = number(queue.poll());
        result.r4 = number(queue.poll());
    }

    private int number(Runnable task) {
        if (task == null) return 0;
        return task == first ? 1 : 2;
    }
}
