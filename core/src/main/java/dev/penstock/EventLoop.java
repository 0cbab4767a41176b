package dev.penstock;

import dev.penstock.buffer.BufferPool;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

/**
 * The loop: turn after turn, each with the same steps in the same order. The clock is read once a turn, and all of the turn
 * happens at that moment.
 *
 * <p>Owned by the reactor's thread, which is whoever runs the first turn unless one was named before.
 */
final class EventLoop {
    /** A wait for as long as nothing happens. */
    static final long UNLIMITED = Long.MAX_VALUE;

    /** Most connections closed, or let back in, in one turn: a mass exit must not hold up those who stay. */
    static final int BATCH = 64;

    private final Reactor reactor;
    private final Selector selector;
    private final TurnWatch watch;
    private final BufferPool pool;
    private final PoolTrimmer trimmer;
    private final Consumer<SelectionKey> ready = this::ready; // a method reference in the loop would allocate

    private volatile Thread thread;
    private volatile boolean ended;
    private boolean turnBegun;
    private long now;
    private long turn;
    private Connection current;

    EventLoop(Reactor reactor, Selector selector, TurnWatch watch, BufferPool pool) {
        this.reactor = reactor;
        this.selector = selector;
        this.watch = watch;
        this.pool = pool;
        this.trimmer = new PoolTrimmer(reactor, pool);
        this.now = watch.last();
    }

    /**
     * Runs one turn.
     *
     * @param mostWaitNanos how long it may wait for something to happen; 0 does not wait
     * @return false when the reactor has ended
     */
    boolean runOnce(long mostWaitNanos) {
        if (ended) return false;
        if (thread != Thread.currentThread()) thread = Thread.currentThread();
        if (turn == 0) NativeHeap.prepare();

        try {
            select(mostWaitNanos); //   1 wait, 2 read the clock, 3 ready keys: accept, read, write
            runTasks(); //              4 tasks from other threads
            advanceTimers(); //         5 timers that are due
            closeMarked(); //           6 connections marked so far
            settleTouched(); //         7 one write for each connection that was written to
            endTurn(mostWaitNanos == UNLIMITED);
        } catch (Throwable failure) {
            reactor.guard.report(null, failure); // each step guards what it calls; this is for what nobody thought of
        }
        if (!reactor.shutdown.isOver()) return true;
        end();
        return false;
    }

    private void select(long mostWaitNanos) {
        turnBegun = false;
        try {
            long wait = isBusy() ? 0 : Math.min(mostWaitNanos, reactor.wheel.nanosToNext(watch.last()));
            // A timeout of 0 would wait for ever, and one that is rounded down would wake too early and spin.
            if (wait <= 0) selector.selectNow(ready);
            else if (wait == UNLIMITED) selector.select(ready);
            else selector.select(ready, (wait + 999_999) / 1_000_000);
        } catch (IOException e) {
            reactor.guard.report(null, e);
        }
        reactor.tasks.woken();
        if (!turnBegun) {
            beginTurn();
            clearInterrupt();
        }
    }

    private boolean isBusy() {
        return reactor.shutdown.isUrgent()
                || !reactor.tasks.isEmpty()
                || reactor.closer.hasMarked()
                || reactor.discards.hasWaiting()
                || reactor.settler.hasTouched();
    }

    private void beginTurn() {
        turnBegun = true;
        now = watch.begin();
        turn++;
        reactor.counters.addTurn();
    }

    /** An interrupt makes every wait return at once; it is no way to end a reactor. */
    private void clearInterrupt() {
        if (Thread.interrupted()) reactor.counters.add(Metric.INTERRUPTS, 1);
    }

    private void ready(SelectionKey key) {
        if (!turnBegun) beginTurn();
        if (key.attachment() instanceof Connection connection) {
            ready(connection);
        } else {
            var owner = (KeyOwner) key.attachment();
            reactor.guard.ready(owner);
            watch.lap(owner.work());
        }
    }

    private void ready(Connection connection) {
        SpinDetector spin = reactor.spin;
        long before = spin.progress();
        current = connection;
        reactor.guard.ready(connection);
        current = null;
        reactor.guard.settle(connection);
        if (spin.isHunting() && spin.progress() == before) connection.abort(CloseReason.HANDLER_FAILED);
        watch.lap(connection);
    }

    /** Does what the kernel says can be done for a connection. */
    void handle(Connection connection) {
        if (!connection.key.isValid()) return; // closed earlier in this very round
        int ops = connection.key.readyOps();
        if ((ops & SelectionKey.OP_WRITE) != 0 && !connection.aborting) reactor.output.flush(connection);
        if ((ops & SelectionKey.OP_READ) != 0 && !connection.aborting) reactor.input.readable(connection);
    }

    private void runTasks() {
        reactor.shutdown.beginIfRequested();
        if (reactor.tasks.run() > 0) watch.lap("tasks");
    }

    private void advanceTimers() {
        int fired = reactor.wheel.advance(now);
        if (fired == 0) return;
        reactor.counters.add(Metric.TIMERS, fired);
        watch.lap("timers");
    }

    private void closeMarked() {
        if (reactor.discards.readWaiting() + reactor.closer.closeMarked() > 0) watch.lap("closing");
    }

    private void settleTouched() {
        if (reactor.settler.settleTouched() > 0) watch.lap("flush");
    }

    private void endTurn(boolean wasUnlimited) {
        watch.end();
        trimmer.ensure();
        // A turn that was given a limit may well end for that and find nothing; it is no sign.
        if (!wasUnlimited || !reactor.spin.turnEnded()) return;
        reactor.counters.add(Metric.SPINS, 1);
        reactor.log.spinning(SpinDetector.SPIN_TURNS);
    }

    private void end() {
        reactor.tasks.close();
        reactor.closer.abortAll(CloseReason.SHUTDOWN);
        while (reactor.closer.hasMarked()) reactor.closer.closeMarked();
        ended = true;
        reactor.connector.giveUp(); // whoever is told and tries again is refused now
        reactor.datagrams.closeAll();
        while (reactor.tasks.runPutOff() > 0) {}
        try {
            selector.close(); // deregisters what was closed, which frees its descriptors
        } catch (IOException e) {
            reactor.guard.report(null, e);
        }
        pool.close();
        reactor.shutdown.complete();
    }

    /** Has the next events of a channel handled here: by a connection, or by a {@link KeyOwner}. */
    SelectionKey register(SelectableChannel channel, int ops, Object attachment) throws IOException {
        return channel.register(selector, ops, attachment);
    }

    /** Ends the wait that is under way, or the next one. Any thread. */
    void wakeUp() {
        selector.wakeup();
    }

    /** Names the thread that is going to run it. */
    void belongTo(Thread owner) {
        thread = owner;
    }

    /** Who runs it; null when nobody has yet. Any thread. */
    Thread thread() {
        return thread;
    }

    /** Whether it has run its last turn. Any thread. */
    boolean hasEnded() {
        return ended;
    }

    /** The turn's time. */
    long now() {
        return now;
    }

    /** The turn's number. */
    long turn() {
        return turn;
    }

    /** Whose event is under way, or null. */
    Connection current() {
        return current;
    }
}
