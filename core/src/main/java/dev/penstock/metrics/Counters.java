package dev.penstock.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A row of counts: plain adds by the owner, untorn reads by any thread, no locks and no contention. Whoever sees an add, sees all
 * that were before it, if it looks at those afterwards.
 */
public final class Counters {
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] values;

    /**
     * @param size how many counts
     */
    public Counters(int size) {
        this.values = new long[size];
    }

    /** Adds to a count. Owner only. */
    public void add(int index, long amount) {
        ELEMENT.setRelease(values, index, values[index] + amount);
    }

    /** A count. Any thread. */
    public long get(int index) {
        return (long) ELEMENT.getAcquire(values, index);
    }
}
