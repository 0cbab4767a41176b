package dev.penstock;

import dev.penstock.buffer.BufferPool;
import dev.penstock.queue.OutgoingQueue;

/**
 * Who may take how much of the reactor's one budget of buffers.
 *
 * <p>Up to {@value BufferPool#TIGHT_PERCENT} % of it, everybody may queue up to their own hard limit. Above, the budget is tight: each
 * peer may hold a small share of what is left, and is neither read nor given more beyond that. Those who read what they are
 * sent hold nothing and go on as before, while a peer that stops reading costs a thousandth of the rest. So thousands that do
 * not read cannot spend what the others live on. (A static threshold below and one that shrinks with what is free above it,
 * after Choudhury and Hahne, "Dynamic Queue Length Thresholds for Shared-Memory Packet Switches", 1998.)
 */
final class Budget {
    /** Where peers that wait for budget are read again: far enough below to not flutter. */
    static final int RELAXED_PERCENT = 80;

    /** What part of what is left one peer may hold when the budget is tight. */
    static final int SHARE_DIVISOR = 1024;

    private final BufferPool pool;
    private final int readBuffer;
    private final long relaxed;
    private final WaitingLine modest = new WaitingLine(); // hold nothing, and need no more than a read
    private final WaitingLine others = new WaitingLine();

    Budget(BufferPool pool, int readBuffer) {
        this.pool = pool;
        this.readBuffer = readBuffer;
        // Below where it is tight also for a small budget: whoever goes on must find more than their share.
        this.relaxed = Math.min(pool.budget() / 100 * RELAXED_PERCENT, pool.tight() / 9 * 8);
    }

    /** What one peer may hold while the budget is tight: a power of two, at least the smallest chunk. */
    private int share() {
        long share = Long.highestOneBit(pool.left() / SHARE_DIVISOR);
        return (int) Math.max(BufferPool.MIN_CHUNK_BYTES, Math.min(readBuffer, share));
    }

    /**
     * Refuses options that could never be kept: a peer at its hard limit must fit in the budget with room for reading, and so
     * must a read buffer that grows to its largest.
     *
     * @throws IllegalArgumentException if they do not
     */
    void check(ListenerOptions options) {
        long hardLimit = options.policy().hardLimit();
        if (OutgoingQueue.roomFor(hardLimit) > pool.budget() - 4L * readBuffer)
            throw new IllegalArgumentException("hardLimit (" + hardLimit + ") must be at least " + 4 * readBuffer
                    + " less than maxQueued (" + pool.budget() + "): lower the one or raise the other");
        // While it grows, a chunk and another of half its size are held at once.
        long largestRead = BufferPool.capacityFor(options.maxReadBuffer()) / 2 * 3L;
        if (largestRead > pool.budget() - 4L * readBuffer)
            throw new IllegalArgumentException("maxReadBuffer (" + options.maxReadBuffer()
                    + ") is too much for maxQueued (" + pool.budget() + "): lower the one or raise the other");
    }

    /** Bytes that may be queued for the peer now, on top of what waits already. */
    long mayQueue(Connection connection) {
        long queued = connection.queue.bytes();
        long most = connection.policy().hardLimit();
        if (pool.isTight()) most = Math.min(most, share());
        return Math.max(0, most - queued);
    }

    /** Whether a message may be queued whole. A peer that owes nothing may always send one, if the pool can hold it. */
    boolean admits(Connection connection, int bytes) {
        long most = connection.queue.isEmpty() ? connection.policy().hardLimit() : mayQueue(connection);
        return bytes <= most;
    }

    /** How many bytes may be read from the peer now: what is read must find a place even if the handler leaves all of it. */
    int mayRead(Connection connection) {
        int most = readBuffer;
        if (pool.isTight()) {
            most = share();
            if (connection.queue.bytes() >= most) return 0;
        }
        long left = pool.left();
        if (left >= most) return most;
        return left < BufferPool.MIN_CHUNK_BYTES ? 0 : (int) Long.highestOneBit(left);
    }

    /**
     * Remembers a peer that could not go on for want of budget.
     *
     * @param needed bytes that must fit before it is worth another try
     */
    void await(Connection connection, int needed) {
        connection.neededBytes = needed;
        WaitingLine line = isModest(connection) ? modest : others;
        if (connection.waitingIn == line) return;
        forget(connection);
        line.join(connection);
    }

    private boolean isModest(Connection connection) {
        return connection.queue.isEmpty() && connection.neededBytes <= readBuffer;
    }

    /** Forgets a peer, because it goes on or is gone. */
    void forget(Connection connection) {
        if (connection.waitingIn != null) connection.waitingIn.leave(connection);
    }

    /**
     * Whether a peer that waits for budget may go on; one with nothing queued may sooner. What it needs must be there in whole
     * chunks: to be let on and find no room would begin again in every turn.
     */
    boolean mayResume(Connection connection) {
        boolean isItsTurn = pool.used() <= relaxed || connection.queue.isEmpty();
        return isItsTurn && pool.has(OutgoingQueue.roomFor(connection.neededBytes) + 2L * readBuffer);
    }

    /** Who may go on and has waited longest, first of those who hold nothing; null for nobody. */
    Connection nextToResume() {
        if (modest.first() != null && mayResume(modest.first())) return modest.first();
        return others.first() != null && mayResume(others.first()) ? others.first() : null;
    }
}
