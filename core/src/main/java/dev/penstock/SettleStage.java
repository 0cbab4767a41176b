package dev.penstock;

import java.nio.channels.SelectionKey;

/**
 * What a connection needs once its handlers have had their say: one write, then input if there is room, then the interest that
 * follows from both.
 *
 * <p>A connection that something was written to, or that was paused or resumed, is <em>touched</em>: it is settled once, after
 * its own event or at the end of the turn. Who was sent a message together with a crowd is settled in one of the next turns: to
 * write to ten thousand takes a tenth of a second, which nobody else is to wait for. Owned by the reactor's thread.
 */
final class SettleStage {
    /** A message to more than so many is one to a crowd; also how many of a crowd a turn settles at least: some 2 ms of writing. */
    static final int CROWD = 256;

    /** A crowd is settled over so many turns: each is short then, and what is queued meanwhile stays little. */
    private static final int CROWD_TURNS = 8;

    private final Reactor reactor;
    private final Budget budget;
    private final SettleList touched = new SettleList();
    private final SettleList touchedInCrowd = new SettleList();
    private SettleList touchedNext = touched; // where the next one to be touched goes

    SettleStage(Reactor reactor, Budget budget) {
        this.reactor = reactor;
        this.budget = budget;
    }

    /** Says to how many connections the message goes that is being written; 1 where that is over. */
    void writingTo(int members) {
        touchedNext = members > CROWD ? touchedInCrowd : touched;
    }

    /** Has the connection settled when its turn comes, unless its own event, which ends so too, is under way. */
    void touch(Connection connection) {
        if (connection.touched || connection == reactor.loop.current()) return;
        touchedNext.add(connection);
    }

    /** Whether somebody is to be settled, or may go on because there is budget again. */
    boolean hasTouched() {
        return touched.size() + touchedInCrowd.size() > 0 || budget.nextToResume() != null;
    }

    /** Settles those touched so far, of a crowd a part, and those for whom there is budget again; returns how many. */
    int settleTouched() {
        for (Connection waiter; touched.size() < EventLoop.BATCH && (waiter = budget.nextToResume()) != null; ) {
            budget.stopWaiting(waiter);
            touch(waiter);
        }
        int partOfCrowd = Math.max(CROWD, touchedInCrowd.size() / CROWD_TURNS);
        return settle(touched, touched.size()) + settle(touchedInCrowd, Math.min(touchedInCrowd.size(), partOfCrowd));
    }

    private int settle(SettleList list, int count) {
        for (int i = 0; i < count; i++) reactor.guard.settle(list.remove());
        return count;
    }

    /** Settles one connection. Called by the loop, outside of any handler. */
    void settle(Connection connection) {
        if (isSettled(connection)) return;
        if (connection.state == ConnectionState.CLOSED || connection.aborting) return;
        if (connection.writeFailure != null) {
            reactor.input.readLast(connection);
            reactor.closer.broken(connection, connection.writeFailure);
            return;
        }
        if (connection.blocked) reactor.gate.queueChanged(connection, false);
        else if (!connection.queue.isEmpty()) reactor.output.flush(connection);
        if (connection.isPausedByPolicy()) reactor.gate.liftPauses(connection);
        if (connection.hasMissed()) reactor.gate.tellMissed(connection);
        if (connection.roomAwaited) reactor.gate.tellRoom(connection);
        if ((connection.redeliver || connection.retryOwed) && !connection.isPausedByPolicy() && connection.isServed())
            reactor.input.resume(connection);
        if ((connection.pauses & Pause.BY_SHUTDOWN) != 0) reactor.shutdown.settle(connection);
        if (connection.state == ConnectionState.OUTPUT_ENDED) reactor.halfClose.settle(connection);
        if (connection.state == ConnectionState.DRAINING && connection.queue.isEmpty())
            reactor.closer.remark(connection);
        setInterest(connection);
    }

    /** The usual case after a read: all was answered and taken, and nothing is different from before. */
    private static boolean isSettled(Connection connection) {
        return connection.interest == SelectionKey.OP_READ
                && connection.pauses == 0
                && connection.queue.isEmpty()
                && connection.state == ConnectionState.OPEN
                && !connection.redeliver
                && !connection.retryOwed
                && !connection.roomAwaited
                && connection.writeFailure == null
                && !connection.hasMissed();
    }

    private void setInterest(Connection connection) {
        if (connection.state == ConnectionState.CLOSED || !connection.key.isValid()) return;
        int wanted = Interest.of(
                connection.state, connection.inputEnded, connection.pauses != 0, connection.queue.isEmpty());
        int changed = wanted ^ connection.interest;
        if (changed == 0) return;
        if ((changed & SelectionKey.OP_READ) != 0) {
            if ((wanted & SelectionKey.OP_READ) != 0) reactor.input.started(connection);
            else reactor.input.stopped(connection);
        }
        connection.interest = wanted;
        connection.key.interestOps(wanted);
    }
}
