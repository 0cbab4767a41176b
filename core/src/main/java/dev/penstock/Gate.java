package dev.penstock;

import dev.penstock.SlowPeerPolicy.AtLimit;
import dev.penstock.buffer.BufferPool;

/**
 * The gate on every connection: whether a message may be queued for it, and what its policy does when it may not.
 *
 * <p>No verdict is reached before the bytes that wait were offered to the kernel: only what it refused counts against a peer.
 * Owned by the reactor's thread.
 */
final class Gate {
    private final Reactor reactor;
    private final BufferPool pool;
    private final Budget budget;
    private Connection told; // whose handler is being told of what was missed
    private boolean hasNoticeRoom; // until it has written a first message

    Gate(Reactor reactor, BufferPool pool, Budget budget) {
        this.reactor = reactor;
        this.pool = pool;
        this.budget = budget;
    }

    /**
     * Asks whether a message may be queued now. If the answer is not {@code ACCEPTED} the policy has taken its course.
     *
     * @param length in bytes; more than the hard limit never passes
     * @param isLoan whether its memory is there already
     */
    WriteResult admit(Connection connection, int length, AtLimit atLimit, boolean isLoan) {
        if (fits(connection, length, isLoan)) return WriteResult.ACCEPTED;
        reactor.output.offer(connection);
        if (!connection.isServed()) return WriteResult.CLOSED;
        if (fits(connection, length, isLoan) || sacrificeFor(connection, length, isLoan)) return WriteResult.ACCEPTED;
        return switch (atLimit) {
            case PAUSE_INPUT -> retry(connection, length);
            case DROP_NEWEST -> missed(connection, length);
            case DROP_OLDEST -> dropOldest(connection, length, isLoan);
            case DISCONNECT -> disconnect(connection, length);
        };
    }

    private boolean fits(Connection connection, int length, boolean isLoan) {
        return budget.admits(connection, length) && hasMemory(connection, length, isLoan);
    }

    private boolean hasMemory(Connection connection, int length, boolean isLoan) {
        return isLoan || pool.has(connection.queue.needed(length, pool));
    }

    /** Whether a message is the notice that there is room for; that room is used up with this. */
    boolean takeNoticeRoom(Connection connection, int length) {
        if (connection != told || !hasNoticeRoom) return false;
        hasNoticeRoom = false;
        boolean isWithinLimit =
                connection.queue.bytes() + length <= connection.policy().hardLimit();
        return length > 0 && length <= SlowPeerPolicy.NOTICE_BYTES && isWithinLimit;
    }

    /** Part of a stream, or a message that may be tried again, was not taken: the peer's input pauses until there is room. */
    WriteResult retry(Connection connection, int length) {
        long hardLimit = connection.policy().hardLimit();
        if (connection.queue.bytes() + length > hardLimit)
            pauseAtLimit(connection, Math.min(hardLimit / 2, hardLimit - length));
        else pauseByBudget(connection, length);
        connection.retryOwed = true;
        return WriteResult.RETRY;
    }

    /** Part of a stream that is no answer was not taken: the handler is told when there is room, and the peer is read on. */
    void awaitRoom(Connection connection) {
        // Nothing that leaves its queue would make room: it is the budget that is spent.
        if (connection.queue.isEmpty()) retry(connection, 1);
        else connection.roomAwaited = true;
    }

    /** Tells the handler that there is room, where no more waits than half of what may. */
    void tellRoom(Connection connection) {
        if (!connection.takesOutput() || connection.queue.bytes() > budget.mayHold(connection) / 2) return;
        connection.roomAwaited = false;
        connection.handler.onWritable(connection);
    }

    /** A message is not queued for this peer, and never will be. */
    WriteResult missed(Connection connection, int length) {
        countMissed(connection, length);
        if (connection != told) reactor.settler.touch(connection);
        return WriteResult.DROPPED;
    }

    private void countMissed(Connection connection, long bytes) {
        if (connection.missed == null) connection.missed = new Missed();
        connection.missed.add(bytes);
        long tellAtBytes = budget.mayHold(connection) / 2;
        // Missed by what it told: not again before there is more room than now, or it would be told in every turn.
        if (connection == told) tellAtBytes = Math.min(tellAtBytes, Math.max(0, connection.queue.bytes() - 1));
        connection.missed.tellAtBytes = tellAtBytes;
        reactor.counters.add(Metric.MESSAGES_MISSED, 1);
        reactor.counters.add(Metric.BYTES_MISSED, bytes);
    }

    private WriteResult dropOldest(Connection connection, int length, boolean isLoan) {
        // What could not be queued even then is missed alone, and the rest is not dropped in vain.
        if (connection.queue.undroppable() + length > connection.policy().hardLimit())
            return missed(connection, length);
        while (!fits(connection, length, isLoan)) {
            long dropped = connection.queue.dropOldest(pool);
            if (dropped == 0) break; // what is left has begun to leave: behind that the newest may always wait
            reactor.counters.add(Metric.BYTES_QUEUED, -dropped);
            countMissed(connection, dropped);
        }
        budget.rank(connection, false);
        reactor.settler.touch(connection);
        boolean hasRoom = hasMemory(connection, length, isLoan) || sacrificeFor(connection, length, isLoan);
        if (hasRoom) return WriteResult.ACCEPTED;
        connection.blocked = !connection.queue.isEmpty(); // or the next message would seem to have waited since now
        return missed(connection, length);
    }

    private WriteResult disconnect(Connection connection, int length) {
        boolean isAtLimit =
                connection.queue.bytes() + length > connection.policy().hardLimit();
        reactor.closer.condemn(connection, isAtLimit ? CloseReason.SLOW_PEER : CloseReason.MEMORY_PRESSURE);
        return WriteResult.CLOSED;
    }

    /**
     * Where the budget is spent, makes room for one who holds little at the cost of who holds most.
     *
     * @return whether there is room now
     */
    private boolean sacrificeFor(Connection needy, int length, boolean isLoan) {
        if (isLoan || !budget.admits(needy, length)) return false;
        while (!fits(needy, length, false)) {
            Connection victim = budget.victimFor(needy, length);
            if (victim == null) return false;
            sacrifice(victim);
        }
        return true;
    }

    /** Aborts a connection for its memory, unless its peer takes bytes at this very moment. */
    private void sacrifice(Connection victim) {
        long held = Holders.held(victim);
        if (!victim.aborting) reactor.output.offer(victim);
        if (Holders.held(victim) < held) {
            // What it was paused for may be gone, and a kernel that is full again has no event to say so.
            reactor.settler.touch(victim);
            return;
        }
        reactor.closer.condemn(victim, CloseReason.MEMORY_PRESSURE);
    }

    /** A peer that holds an unfinished message has waited for budget for its stall timeout: somebody must make room. */
    void relieve(Connection connection) {
        while (connection.isServed() && !budget.mayResume(connection)) {
            Connection victim = budget.largestHolder(); // at the last it is the connection itself
            if (victim == null) break;
            sacrifice(victim);
        }
        reactor.settler.touch(connection);
    }

    private void pauseAtLimit(Connection connection, long resumeAtBytes) {
        connection.resumeAtBytes = resumeAtBytes;
        pause(connection, Pause.AT_LIMIT, Metric.PAUSED_AT_LIMIT);
    }

    /**
     * Pauses input until there is budget.
     *
     * @param needed bytes that must fit then
     */
    void pauseByBudget(Connection connection, int needed) {
        boolean isNew = (connection.pauses & Pause.BY_BUDGET) == 0;
        budget.await(connection, needed);
        if (isNew) connection.waiting.sinceNanos = reactor.now();
        pause(connection, Pause.BY_BUDGET, Metric.PAUSED_BY_BUDGET);
        reactor.deadlines.ensure(connection);
    }

    private void pause(Connection connection, int cause, Metric metric) {
        reactor.settler.touch(connection);
        if ((connection.pauses & cause) != 0) return;
        connection.pauses |= cause;
        reactor.counters.add(metric, 1);
        reactor.spin.progressed();
    }

    /** Lets a peer's input go on where there is room again. */
    void liftPauses(Connection connection) {
        boolean atLimit = (connection.pauses & Pause.AT_LIMIT) != 0;
        if (atLimit && connection.queue.bytes() <= connection.resumeAtBytes) connection.pauses &= ~Pause.AT_LIMIT;
        boolean byBudget = (connection.pauses & Pause.BY_BUDGET) != 0;
        if (byBudget && budget.mayResume(connection)) {
            connection.pauses &= ~Pause.BY_BUDGET;
            budget.stopWaiting(connection);
        } else if (byBudget) {
            budget.await(connection, connection.neededBytes);
        }
        if (!connection.isPausedByPolicy()) connection.redeliver = true;
    }

    /** Tells the handler what its peer has missed, as soon as there is certainly room for a notice. */
    void tellMissed(Connection connection) {
        Missed missed = connection.missed;
        if (!connection.takesOutput() || connection.queue.bytes() > missed.tellAtBytes) return;
        int needed = (int) connection.queue.neededForNotice(SlowPeerPolicy.NOTICE_BYTES, pool);
        if (!pool.has(needed)) {
            // No less, or the loop would find that there is room, and then that there is not, for ever.
            budget.await(connection, needed);
            return;
        }
        long messages = missed.messages();
        long bytes = missed.bytes();
        missed.clear();
        reactor.spin.progressed();
        told = connection;
        hasNoticeRoom = true;
        try {
            connection.handler.onMissed(connection, messages, bytes);
        } finally {
            told = null;
        }
    }

    /** A queue has changed, or may have: keeps the order of who holds most, and the time over the soft limit. */
    void queueChanged(Connection connection, boolean progressed) {
        budget.rank(connection, progressed);
        boolean isOver = connection.queue.bytes() > connection.terms.softLimit;
        if (isOver == connection.overSoftLimit) return;
        connection.overSoftLimit = isOver;
        connection.overSoftLimitSinceNanos = reactor.now();
        if (isOver) reactor.deadlines.ensure(connection);
    }
}
