package dev.penstock.metrics;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A count is read twice while it grows: whole, and not backwards. */
@JCStressTest
@Outcome(
        id = {
            "0, 0",
            "0, 4294967296",
            "4294967296, 4294967296",
            "0, 8589934592",
            "4294967296, 8589934592",
            "8589934592, 8589934592"
        },
        expect = ACCEPTABLE)
@Outcome(expect = FORBIDDEN, desc = "torn, or backwards")
@State
public class CountersRace {
    private static final long MUCH = 1L << 32; // in the upper half alone

    private final Counters counters = new Counters(1);
    private final Counters alias = counters; // lets a compiler that may, order the reads anew

    @Actor
    public void add() {
        counters.add(0, MUCH);
        counters.add(0, MUCH);
    }

    @Actor
    public void read(JJ_Result result) {
        result.r1 = counters.get(0);
        result.r2 = alias.get(0);
    }
}
