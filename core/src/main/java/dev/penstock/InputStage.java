package dev.penstock;

import dev.penstock.buffer.BufferPool;
import dev.penstock.buffer.Chunk;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes in: one bounded read a connection a turn, through one buffer that all share.
 *
 * <p>What a handler leaves moves to the connection's own chunk, and is offered again before anything new is read and before
 * end of input is reported. Owned by the reactor's thread.
 */
final class InputStage {
    /**
     * Up to here what was kept is copied in front of the next read, rather than reading behind it: the beginning of a frame
     * must not leave a peer that streams with reads as small as the chunk that it lies in.
     */
    static final int MAX_JOINED_BYTES = 4 << 10;

    /** Most reads of what had arrived before a write failed: with the default read buffer more than Linux lets arrive. */
    private static final int MAX_LAST_READS = 128;

    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0).asReadOnlyBuffer();

    private final Reactor reactor;
    private final BufferPool pool;
    private final Budget budget;
    private final ByteBuffer readBuffer;
    private final ByteBuffer lent; // a permanent read-only view of it
    private Connection lentFrom; // whose kept input a handler is reading, or null

    InputStage(Reactor reactor, BufferPool pool, Budget budget, ByteBuffer readBuffer) {
        this.reactor = reactor;
        this.pool = pool;
        this.budget = budget;
        this.readBuffer = readBuffer;
        this.lent = readBuffer.asReadOnlyBuffer();
    }

    /** The kernel has input for the connection. */
    void readable(Connection connection) {
        if (connection.inputEnded) return;
        if (!connection.isServed()) {
            reactor.discards.readable(connection);
            return;
        }
        if (connection.pauses != 0) return; // paused by a neighbour, in this very turn
        int limit = budget.mayRead(connection);
        if (limit == 0) {
            reactor.gate.pauseByBudget(connection, 0);
            return;
        }
        if (connection.kept == null) readFresh(connection, limit);
        else if (connection.kept.size() <= Math.min(MAX_JOINED_BYTES, limit / 2)) readJoined(connection, limit);
        else readBehindKept(connection, limit);
    }

    /** Reads what had arrived before a write failed; but who waits for room to go on will not have it. */
    void readLast(Connection connection) {
        for (int i = 0; i < MAX_LAST_READS && connection.isServed() && !connection.retryOwed; i++) {
            long before = reactor.counters.get(Metric.BYTES_IN);
            readable(connection);
            if (reactor.counters.get(Metric.BYTES_IN) == before) return;
        }
    }

    private void readFresh(Connection connection, int limit) {
        int got;
        try {
            got = connection.channel.read(readBuffer.clear().limit(limit));
        } catch (IOException e) {
            reactor.closer.broken(connection, e);
            return;
        }
        if (got <= 0) {
            if (got < 0) ended(connection);
            return;
        }
        arrived(connection, got);
        connection.handler.onData(connection, lent.clear().limit(got).order(java.nio.ByteOrder.BIG_ENDIAN));
        if (lent.hasRemaining() && connection.isServed()) keep(connection);
    }

    private void keep(Connection connection) {
        store(connection);
        begun(connection);
        closeIfFull(connection);
    }

    private void store(Connection connection) {
        int length = lent.remaining();
        Chunk chunk = pool.takeReserved(length);
        assert chunk != null : "mayRead allowed a read that finds no place";
        chunk.put(lent, length);
        connection.kept = chunk;
        budget.rank(connection, false);
    }

    /** What is left is the beginning of a frame, which must now arrive whole in time. */
    private void begun(Connection connection) {
        connection.frameBegunNanos = reactor.now();
        if (connection.terms.limitsFrames()) reactor.deadlines.ensure(connection);
    }

    /** It does not count what passes while we do not read. */
    void stopped(Connection connection) {
        connection.inputStoppedNanos = reactor.now();
    }

    void started(Connection connection) {
        if (connection.kept == null) return;
        long now = reactor.now();
        long stoodStill = now - connection.inputStoppedNanos;
        // A frame that began meanwhile, because the one before it was taken, began now.
        connection.frameBegunNanos += Math.min(stoodStill, now - connection.frameBegunNanos);
        if (connection.terms.limitsFrames()) reactor.deadlines.ensure(connection);
    }

    /** As {@link #readFresh}, behind a copy of what was kept. */
    private void readJoined(Connection connection, int limit) {
        int before = connection.kept.size();
        int got;
        try {
            got = connection.channel.read(
                    readBuffer.clear().put(connection.kept.view()).limit(limit));
        } catch (IOException e) {
            reactor.closer.broken(connection, e);
            return;
        }
        if (got <= 0) {
            if (got < 0) ended(connection);
            return;
        }
        arrived(connection, got);
        connection.handler.onData(connection, lent.clear().limit(before + got).order(java.nio.ByteOrder.BIG_ENDIAN));
        if (!connection.isServed()) return;
        boolean isConsumed = lent.position() > 0;
        if (!isConsumed && connection.kept.space() >= got) {
            connection.kept.put(lent.position(before), got);
        } else {
            release(connection);
            if (!lent.hasRemaining()) return;
            store(connection);
        }
        if (isConsumed) begun(connection);
        closeIfFull(connection);
    }

    private void readBehindKept(Connection connection, int limit) {
        if (!makeSpace(connection)) {
            reactor.gate.pauseByBudget(connection, connection.kept.capacity() * 2);
            return;
        }
        int got;
        try {
            got = connection.kept.readFrom(connection.channel, limit);
        } catch (IOException e) {
            reactor.closer.broken(connection, e);
            return;
        }
        if (got <= 0) {
            if (got < 0) ended(connection);
            return;
        }
        arrived(connection, got);
        offerKept(connection);
    }

    /** Makes space behind what was kept: the chunk grows with what has arrived, never with what was announced. */
    private boolean makeSpace(Connection connection) {
        Chunk kept = connection.kept;
        if (kept.space() > 0) return true;
        kept.compact();
        if (kept.space() >= kept.capacity() / 2) return true;
        Chunk grown = pool.take(kept.capacity() * 2);
        if (grown == null) return kept.space() > 0;
        grown.put(kept.view(), kept.size());
        pool.give(kept);
        connection.kept = grown;
        budget.rank(connection, false);
        return true;
    }

    private void offerKept(Connection connection) {
        Chunk kept = connection.kept;
        int offered = kept.size();
        lentFrom = connection;
        try {
            connection.handler.onData(connection, kept.view());
        } finally {
            lentFrom = null;
        }
        kept.consumeViewed();
        if (kept.size() == 0) {
            release(connection);
            return;
        }
        if (kept.size() < offered) begun(connection);
        closeIfFull(connection);
    }

    /** A handler that leaves everything for ever, while it is not paused and was offered it, will never be satisfied. */
    private void closeIfFull(Connection connection) {
        if (!connection.mayDeliver() || connection.redeliver) return;
        if (connection.kept.size() < connection.terms.maxReadBuffer) return;
        reactor.closer.mark(connection, CloseReason.READ_BUFFER_FULL, false);
    }

    private void arrived(Connection connection, int bytes) {
        connection.lastInputNanos = reactor.now();
        reactor.counters.add(Metric.BYTES_IN, bytes);
    }

    private void ended(Connection connection) {
        if (connection.writeFailure != null) return; // it did not end well, and will be told so
        connection.inputEnded = true;
        connection.endUnreported = true;
        if (connection.state == ConnectionState.OPEN) connection.state = ConnectionState.HALF_CLOSED;
        reactor.spin.progressed();
        reportEnd(connection);
    }

    private void reportEnd(Connection connection) {
        Chunk kept = connection.kept;
        lentFrom = connection;
        try {
            connection.handler.onEndOfInput(connection, kept == null ? NOTHING : kept.view());
        } finally {
            lentFrom = null;
        }
        if (kept != null) kept.consumeViewed();
        boolean isPaused = (connection.pauses & (Connection.PAUSED_BY_POLICY | Connection.PAUSED_BY_HANDLER)) != 0;
        if (isPaused && connection.isServed()) return; // told again when it goes on
        connection.endUnreported = false;
        release(connection);
        // Neither side has anything left to say.
        if (connection.state == ConnectionState.OUTPUT_ENDED)
            reactor.closer.mark(connection, CloseReason.END_OF_INPUT, false);
    }

    /** The connection may go on: the handler hears that there is room, then gets what was kept. */
    void resume(Connection connection) {
        connection.redeliver = false;
        connection.lastInputNanos = reactor.now();
        if (connection.retryOwed) {
            connection.retryOwed = false;
            connection.handler.onWritable(connection);
        }
        if (!connection.mayDeliver()) return;
        if (connection.endUnreported) reportEnd(connection);
        else if (connection.kept != null) offerKept(connection);
    }

    /** Gives what was kept back to the pool, unread; but not while a handler reads it. */
    void release(Connection connection) {
        if (connection.kept == null || connection == lentFrom) return;
        pool.give(connection.kept);
        connection.kept = null;
        budget.rank(connection, false);
    }
}
