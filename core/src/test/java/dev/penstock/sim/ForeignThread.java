package dev.penstock.sim;

import java.util.concurrent.locks.LockSupport;

/**
 * A thread that is not the loop's. It acts only while the loop's waits for it to be done, so that nothing depends on which of
 * the two is faster; but what it touches knows it for another thread. A reactor on a {@link SimNetwork} is given its tasks and
 * its shutdown from here: plan it with {@link SimNetwork#interruptAt}.
 */
public final class ForeignThread implements AutoCloseable {
    private static final int SPINS = 2_000;

    private final Thread thread = new Thread(this::serve, "penstock-foreign");
    private volatile Runnable task;
    private volatile Thread waiting;
    private volatile boolean isClosed;
    private Throwable failure;

    /** Starts it; a daemon. */
    public ForeignThread() {
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Has it do something, and waits until that is done.
     *
     * @param what what it does
     * @throws AssertionError if that throws anything; that is the cause
     */
    public void run(Runnable what) {
        waiting = Thread.currentThread();
        task = what;
        LockSupport.unpark(thread);
        for (int i = 0; task != null; i++) {
            if (i < SPINS) Thread.onSpinWait();
            else LockSupport.park(this);
        }
        if (failure == null) return;
        var thrown = new SimulationFailure("another thread failed: " + failure);
        thrown.initCause(failure);
        failure = null;
        throw thrown;
    }

    private void serve() {
        for (int i = 0; !isClosed; i++) {
            Runnable what = task;
            if (what == null) {
                if (i < SPINS) Thread.onSpinWait();
                else LockSupport.park(this);
                continue;
            }
            try {
                what.run();
            } catch (Throwable thrown) {
                failure = thrown;
            }
            Thread whose = waiting;
            task = null;
            LockSupport.unpark(whose);
            i = 0;
        }
    }

    /** Ends it. */
    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
    }
}
