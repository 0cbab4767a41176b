package dev.penstock;

import dev.penstock.SlowPeerPolicy.AtLimit;
import dev.penstock.buffer.BufferPool;
import dev.penstock.buffer.Chunk;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * Bytes out: messages, streams, and what is offered to the kernel. Whoever was written to is settled afterwards, by the
 * {@link SettleStage}. Owned by the reactor's thread.
 */
final class OutputStage {
    /** From here on a message is written straight: the copy would cost about as much as the system call it could save. */
    static final int WRITE_THROUGH_BYTES = 8 << 10;

    /** Most bytes a connection hands to the kernel in one turn: one full send buffer, then it is the neighbours' turn. */
    static final int TURN_BYTES = 256 << 10;

    private static final String NO_ROOM = "the gate let a message pass that the pool has no room for";

    private final Reactor reactor;
    private final BufferPool pool;
    private final Budget budget;

    OutputStage(Reactor reactor, BufferPool pool, Budget budget) {
        this.reactor = reactor;
        this.pool = pool;
        this.budget = budget;
    }

    WriteResult write(Connection connection, ByteBuffer message) {
        int length = message.remaining();
        long hardLimit = connection.terms.hardLimit;
        if (length > hardLimit)
            throw new IllegalArgumentException(
                    "a message of " + length + " bytes can never be sent: the hard limit is " + hardLimit);
        if (!connection.takesOutput()) return WriteResult.CLOSED;
        if (reactor.gate.takeNoticeRoom(connection, length) && appendNotice(connection, message, length))
            return WriteResult.ACCEPTED;
        if (joinsOthers(connection, message, length)) return WriteResult.ACCEPTED;
        WriteResult verdict =
                reactor.gate.admit(connection, length, connection.policy().atLimit(), false);
        if (verdict != WriteResult.ACCEPTED) return verdict;
        boolean straight = length >= WRITE_THROUGH_BYTES && connection.queue.isEmpty() && message.isDirect();
        if (straight) {
            int before = message.position();
            writeThrough(connection, message);
            if (!connection.takesOutput()) {
                message.position(before);
                return WriteResult.CLOSED;
            }
        }
        int rest = message.remaining();
        if (rest > 0 && !append(connection, message, rest, rest < length)) throw new IllegalStateException(NO_ROOM);
        return connection.isServed() ? WriteResult.ACCEPTED : WriteResult.CLOSED;
    }

    /** The usual case by far, and the same under every policy: behind others in the last chunk, well within all limits. */
    private boolean joinsOthers(Connection connection, ByteBuffer message, int length) {
        boolean isWithin = connection.queue.bytes() + length <= connection.terms.hardLimit && !pool.isTight();
        if (!isWithin || !connection.queue.appendToTail(message, length)) return false;
        queued(connection, length);
        return true;
    }

    /**
     * A message to one of several members of a group. It leaves at the end of the turn, in a crowd a few turns later.
     *
     * @param message the message; its position is left alone
     * @param shared a chunk that holds the same, or null where each queue gets a copy
     * @param members how many there are
     */
    WriteResult deliver(Connection connection, ByteBuffer message, Chunk shared, int members) {
        reactor.settler.writingTo(members);
        try {
            return deliver(connection, message, shared);
        } finally {
            reactor.settler.writingTo(1);
        }
    }

    private WriteResult deliver(Connection connection, ByteBuffer message, Chunk shared) {
        int length = message.remaining();
        if (!connection.takesOutput()) return WriteResult.CLOSED;
        int start = message.position();
        if (shared == null && joinsOthers(connection, message, length)) {
            message.position(start);
            return WriteResult.ACCEPTED;
        }
        AtLimit atLimit = connection.policy().atLimit();
        if (atLimit == AtLimit.PAUSE_INPUT) atLimit = AtLimit.DROP_NEWEST; // its own input is not what fills it
        boolean isTooLong = length > connection.terms.hardLimit; // one who must have all does not go on without it
        if (isTooLong && atLimit != AtLimit.DISCONNECT) return reactor.gate.missed(connection, length);
        WriteResult verdict = reactor.gate.admit(connection, length, atLimit, shared != null);
        if (verdict != WriteResult.ACCEPTED) return verdict;
        if (shared == null) {
            if (!append(connection, message, length, false)) throw new IllegalStateException(NO_ROOM);
            message.position(start);
        } else {
            noteFirst(connection);
            connection.queue.appendLoan(shared, pool);
            queued(connection, length);
        }
        return connection.isServed() ? WriteResult.ACCEPTED : WriteResult.CLOSED;
    }

    /** A chunk with a message's bytes, which many queues can share; null where the budget has no room for one more. */
    Chunk share(ByteBuffer message) {
        int length = message.remaining();
        Chunk chunk;
        try {
            chunk = pool.take(length);
        } catch (OutOfMemoryError e) {
            reactor.guard.report(null, e);
            return null;
        }
        if (chunk == null) return null;
        int start = message.position();
        chunk.put(message, length);
        message.position(start);
        return chunk;
    }

    void endSharing(Chunk chunk) {
        pool.give(chunk);
    }

    int writeSome(Connection connection, ByteBuffer bytes) {
        int taken = takeSome(connection, bytes);
        if (!bytes.hasRemaining()) return taken;
        if (connection.takesOutput()) reactor.gate.retry(connection, 1);
        else if (connection.writeFailure != null)
            connection.retryOwed = true; // it hears of nothing before there is room
        return taken;
    }

    /** As {@link #writeSome}, but the peer is read on. */
    int pushSome(Connection connection, ByteBuffer bytes) {
        int taken = takeSome(connection, bytes);
        if (bytes.hasRemaining() && connection.takesOutput()) reactor.gate.awaitRoom(connection);
        return taken;
    }

    private int takeSome(Connection connection, ByteBuffer bytes) {
        if (!connection.takesOutput()) return 0;
        int before = bytes.position();
        if (connection.queue.isEmpty() && bytes.isDirect()) writeThrough(connection, bytes);
        if (bytes.hasRemaining() && connection.takesOutput()) queueSome(connection, bytes);
        return bytes.position() - before;
    }

    private void queueSome(Connection connection, ByteBuffer bytes) {
        if (bytes.remaining() > budget.mayQueue(connection)) offer(connection);
        int length = (int) Math.min(bytes.remaining(), budget.mayQueue(connection));
        if (length > 0 && !append(connection, bytes, length, false)) queueWhatFits(connection, bytes, length);
    }

    /** Part of a stream is better than none: to wait for room for all of it might be to wait for ever. */
    private void queueWhatFits(Connection connection, ByteBuffer bytes, int length) {
        int most = (int) Math.min(length, pool.largest() - Chunk.MARK_BYTES);
        if (most > 0) append(connection, bytes, most, false);
    }

    /** One write past an empty queue. */
    private void writeThrough(Connection connection, ByteBuffer bytes) {
        int taken;
        int limit = bytes.limit();
        if (bytes.remaining() > TURN_BYTES) bytes.limit(bytes.position() + TURN_BYTES);
        try {
            taken = connection.channel.write(bytes);
        } catch (IOException e) {
            writeFailed(connection, e);
            return;
        } finally {
            bytes.limit(limit);
        }
        if (taken > 0) handedOver(connection, taken);
    }

    /**
     * Copies into the queue; false when the pool has no room.
     *
     * @param begun whether the beginning of the message was handed to the kernel already
     */
    private boolean append(Connection connection, ByteBuffer bytes, int length, boolean begun) {
        noteFirst(connection);
        try {
            boolean isTaken = begun
                    ? connection.queue.appendRest(bytes, length, pool)
                    : connection.queue.append(bytes, length, pool);
            if (isTaken) queued(connection, length);
            return isTaken;
        } catch (OutOfMemoryError e) {
            reactor.closer.outOfMemory(connection, e);
            return true; // it ends, and is to be told so rather than to try again
        }
    }

    private boolean appendNotice(Connection connection, ByteBuffer notice, int length) {
        noteFirst(connection);
        boolean isTaken = connection.queue.appendNotice(notice, length, pool);
        if (isTaken) queued(connection, length);
        return isTaken;
    }

    /** The time a peer may take for its first byte begins when there is one; not anew when that is dropped for another. */
    private void noteFirst(Connection connection) {
        if (!connection.queue.isEmpty() || connection.blocked) return;
        connection.progressedAt(reactor.now());
        VarHandle.releaseFence(); // before the bytes: nobody is to see them wait since the last time that any did
    }

    private void queued(Connection connection, int length) {
        reactor.counters.add(Metric.BYTES_QUEUED, length);
        reactor.settler.touch(connection);
    }

    /** Before a verdict the kernel is asked once more, unless it has refused in this turn already. */
    void offer(Connection connection) {
        if (connection.blocked && connection.refusedTurn == reactor.loop.turn()) return;
        flush(connection);
    }

    /** One write of what is queued. */
    void flush(Connection connection) {
        long before = connection.queue.bytes();
        try {
            connection.queue.writeTo(connection.channel, TURN_BYTES, pool);
        } catch (IOException e) {
            writeFailed(connection, e);
        }
        connection.blocked = !connection.queue.isEmpty();
        long taken = before - connection.queue.bytes();
        if (connection.blocked && taken < TURN_BYTES) connection.refusedTurn = reactor.loop.turn();
        if (taken > 0) {
            reactor.counters.add(Metric.BYTES_QUEUED, -taken);
            handedOver(connection, taken);
        }
        if (connection.aborting) return;
        reactor.gate.queueChanged(connection, taken > 0);
        if (connection.blocked) reactor.deadlines.ensure(connection);
    }

    /** A server may answer, and end, without having read all; its kernel then resets us, and the answer is still to be read. */
    private void writeFailed(Connection connection, IOException failure) {
        if (connection.isOutgoing && connection.isServed() && !connection.inputEnded) {
            connection.writeFailure = failure;
            reactor.settler.touch(connection);
        } else {
            reactor.closer.broken(connection, failure);
        }
    }

    private void handedOver(Connection connection, long bytes) {
        connection.hasSent = true;
        connection.progressedAt(reactor.now());
        reactor.counters.add(Metric.BYTES_OUT, bytes);
    }

    /** Drops all that is queued; returns how much that was. */
    long drop(Connection connection) {
        long dropped = connection.queue.clear(pool);
        reactor.counters.add(Metric.BYTES_QUEUED, -dropped);
        reactor.counters.add(Metric.BYTES_DROPPED, dropped);
        return dropped;
    }
}
