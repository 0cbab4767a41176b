package dev.penstock;

import dev.penstock.buffer.BufferPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/**
 * Bytes out: the two verbs, and the flush at the turn's end.
 *
 * <p>A connection that something was written to, or that was paused or resumed, is <em>touched</em>: it is settled once, after
 * its own event or at the end of the turn. Settling is one write, then input resumes if there is room, then interest is set.
 * Owned by the reactor's thread.
 */
final class OutputStage {
    /** From here on a message is written straight: the copy would cost about as much as the system call it could save. */
    static final int WRITE_THROUGH_BYTES = 8 << 10;

    /** Most bytes a connection hands to the kernel in one turn: one full send buffer, then it is the neighbours' turn. */
    static final int TURN_BYTES = 256 << 10;

    private final Reactor reactor;
    private final BufferPool pool;
    private final Budget budget;
    private Connection firstTouched;
    private Connection lastTouched;
    private int touchedCount;

    OutputStage(Reactor reactor, BufferPool pool, Budget budget) {
        this.reactor = reactor;
        this.pool = pool;
        this.budget = budget;
    }

    WriteResult write(Connection connection, ByteBuffer message) {
        int length = message.remaining();
        long hardLimit = connection.policy().hardLimit();
        if (length > hardLimit)
            throw new IllegalArgumentException(
                    "a message of " + length + " bytes can never be sent: the hard limit is " + hardLimit);
        if (!connection.isServed()) return WriteResult.CLOSED;
        if (!budget.admits(connection, length)) {
            offer(connection);
            if (!connection.isServed()) return WriteResult.CLOSED;
            if (!budget.admits(connection, length)) return refuse(connection, length);
        }
        boolean straight = length >= WRITE_THROUGH_BYTES && connection.queue.isEmpty() && message.isDirect();
        // Whole or not at all: room for all of it must be certain before its first byte leaves.
        if (straight && pool.has(roomFor(length))) {
            int before = message.position();
            writeThrough(connection, message);
            if (connection.aborting) {
                message.position(before);
                return WriteResult.CLOSED;
            }
        }
        if (message.hasRemaining() && !append(connection, message, message.remaining()))
            return refuse(connection, length);
        return connection.isServed() ? WriteResult.ACCEPTED : WriteResult.CLOSED;
    }

    int writeSome(Connection connection, ByteBuffer bytes) {
        if (!connection.isServed()) return 0;
        int before = bytes.position();
        if (connection.queue.isEmpty() && bytes.isDirect()) writeThrough(connection, bytes);
        if (bytes.hasRemaining() && connection.isServed()) queueSome(connection, bytes);
        return bytes.position() - before;
    }

    private void queueSome(Connection connection, ByteBuffer bytes) {
        if (bytes.remaining() > budget.mayQueue(connection)) offer(connection);
        int length = (int) Math.min(bytes.remaining(), budget.mayQueue(connection));
        if (length > 0 && !append(connection, bytes, length)) queueWhatFits(connection, bytes, length);
        if (bytes.hasRemaining() && connection.isServed()) refuse(connection, 1);
    }

    /** Part of a stream is better than none: to wait for room for all of it might be to wait for ever. */
    private void queueWhatFits(Connection connection, ByteBuffer bytes, int length) {
        int most = (int) Math.min(length, pool.largest());
        if (most > 0) append(connection, bytes, most);
    }

    /**
     * The verdict, reached only after {@link #offer}.
     *
     * @param length what must fit before another try makes sense
     */
    private WriteResult refuse(Connection connection, int length) {
        return switch (connection.policy().atLimit()) {
            case PAUSE_INPUT -> {
                long hardLimit = connection.policy().hardLimit();
                boolean isAtLimit = connection.queue.bytes() + length > hardLimit;
                if (isAtLimit) pauseAtLimit(connection, Math.min(hardLimit / 2, hardLimit - length));
                else pauseByBudget(connection, length);
                connection.retryOwed = true;
                yield WriteResult.RETRY;
            }
        };
    }

    private void pauseAtLimit(Connection connection, long resumeAtBytes) {
        connection.resumeAtBytes = resumeAtBytes;
        pause(connection, Connection.PAUSED_AT_LIMIT, Metric.PAUSED_AT_LIMIT);
    }

    /**
     * Pauses input until there is budget.
     *
     * @param needed bytes that must fit then
     */
    void pauseByBudget(Connection connection, int needed) {
        budget.await(connection, needed);
        pause(connection, Connection.PAUSED_BY_BUDGET, Metric.PAUSED_BY_BUDGET);
    }

    private void pause(Connection connection, int cause, Metric metric) {
        touch(connection);
        if ((connection.pauses & cause) != 0) return;
        connection.pauses |= cause;
        reactor.counters.add(metric, 1);
        reactor.spin.progressed();
    }

    /** One write past an empty queue. */
    private void writeThrough(Connection connection, ByteBuffer bytes) {
        int taken;
        int limit = bytes.limit();
        if (bytes.remaining() > TURN_BYTES) bytes.limit(bytes.position() + TURN_BYTES);
        try {
            taken = connection.channel.write(bytes);
        } catch (IOException e) {
            reactor.closer.broken(connection, e);
            return;
        } finally {
            bytes.limit(limit);
        }
        if (taken > 0) handedOver(connection, taken);
    }

    /** Copies into the queue; false when the pool has no room. */
    private boolean append(Connection connection, ByteBuffer bytes, int length) {
        boolean wasEmpty = connection.queue.isEmpty();
        try {
            if (!connection.queue.append(bytes, length, pool)) return false;
        } catch (OutOfMemoryError e) {
            reactor.closer.outOfMemory(connection, e);
            return true;
        }
        if (wasEmpty) connection.progressedAt(reactor.now());
        reactor.counters.add(Metric.BYTES_QUEUED, length);
        touch(connection);
        return true;
    }

    /** Before a verdict the kernel is asked once more, at most once a turn. */
    private void offer(Connection connection) {
        if (connection.blocked && connection.offeredTurn == reactor.turn()) return;
        connection.offeredTurn = reactor.turn();
        flush(connection);
    }

    /** One write of what is queued. */
    void flush(Connection connection) {
        long before = connection.queue.bytes();
        try {
            connection.queue.writeTo(connection.channel, TURN_BYTES, pool);
        } catch (IOException e) {
            reactor.closer.broken(connection, e);
        }
        connection.blocked = !connection.queue.isEmpty();
        long taken = before - connection.queue.bytes();
        if (taken > 0) {
            reactor.counters.add(Metric.BYTES_QUEUED, -taken);
            handedOver(connection, taken);
        }
        if (connection.aborting) return;
        if (connection.blocked) reactor.deadlines.ensure(connection);
    }

    private void handedOver(Connection connection, long bytes) {
        connection.hasSent = true;
        connection.progressedAt(reactor.now());
        reactor.counters.add(Metric.BYTES_OUT, bytes);
    }

    /** Drops all that is queued; returns how much that was. */
    long drop(Connection connection) {
        long dropped = connection.queue.clear(pool);
        connection.blocked = false;
        reactor.counters.add(Metric.BYTES_QUEUED, -dropped);
        return dropped;
    }

    /** Has the connection settled at the end of this turn, unless its own event, which ends so too, is under way. */
    void touch(Connection connection) {
        if (connection.touched || connection == reactor.current()) return;
        connection.touched = true;
        if (lastTouched == null) firstTouched = connection;
        else lastTouched.nextTouched = connection;
        lastTouched = connection;
        touchedCount++;
    }

    /** Whether somebody is to be settled, or may go on because there is budget again. */
    boolean hasTouched() {
        return touchedCount > 0 || budget.nextToResume() != null;
    }

    /** Settles those touched so far, and those for whom there is budget again; returns how many. */
    int settleTouched() {
        for (Connection waiter; touchedCount < Reactor.BATCH && (waiter = budget.nextToResume()) != null; ) {
            budget.forget(waiter);
            touch(waiter);
        }
        int count = touchedCount;
        for (int i = 0; i < count; i++) {
            Connection connection = firstTouched;
            firstTouched = connection.nextTouched;
            if (firstTouched == null) lastTouched = null;
            connection.nextTouched = null;
            connection.touched = false;
            touchedCount--;
            reactor.guard.settle(connection);
        }
        return count;
    }

    /** One write, then input if there is room, then interest. Called by the loop, outside of any handler. */
    void settle(Connection connection) {
        if (isSettled(connection)) return;
        if (connection.state == ConnectionState.CLOSED || connection.aborting) return;
        if (!connection.queue.isEmpty() && !connection.blocked) flush(connection);
        if (connection.isPausedByPolicy()) liftPauses(connection);
        if ((connection.redeliver || connection.retryOwed) && !connection.isPausedByPolicy() && connection.isServed())
            reactor.input.resume(connection);
        if ((connection.pauses & Connection.PAUSED_BY_SHUTDOWN) != 0) reactor.shutdown.settle(connection);
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
                && !connection.retryOwed;
    }

    private void liftPauses(Connection connection) {
        boolean atLimit = (connection.pauses & Connection.PAUSED_AT_LIMIT) != 0;
        if (atLimit && connection.queue.bytes() <= connection.resumeAtBytes)
            connection.pauses &= ~Connection.PAUSED_AT_LIMIT;
        boolean byBudget = (connection.pauses & Connection.PAUSED_BY_BUDGET) != 0;
        if (byBudget && budget.mayResume(connection)) {
            connection.pauses &= ~Connection.PAUSED_BY_BUDGET;
            budget.forget(connection);
        } else if (byBudget) {
            budget.await(connection, connection.neededBytes);
        }
        if (!connection.isPausedByPolicy()) connection.redeliver = true;
    }

    private void setInterest(Connection connection) {
        if (connection.state == ConnectionState.CLOSED || !connection.key.isValid()) return;
        int wanted = Interest.of(
                connection.state, connection.inputEnded, connection.pauses != 0, connection.queue.isEmpty());
        if (wanted == connection.interest) return;
        connection.interest = wanted;
        connection.key.interestOps(wanted);
    }

    /** Chunks for a message of this length, rounded up generously: they are only reserved for a moment. */
    private static long roomFor(int length) {
        return 2L * length;
    }
}
