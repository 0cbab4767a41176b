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
    private final Line modest = new Line(); // hold nothing, and need no more than a read
    private final Line others = new Line();
    private final Holders holders = new Holders();

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
    void check(ConnectionOptions options) {
        long hardLimit = options.policy().hardLimit();
        if (OutgoingQueue.roomFor(hardLimit, options.policy().notesMessages()) > pool.budget() - 4L * readBuffer)
            throw new IllegalArgumentException("hardLimit (" + hardLimit + ") must be at least " + 4 * readBuffer
                    + " less than maxQueued (" + pool.budget() + "): lower the one or raise the other");
        // While it grows, a chunk and another of half its size are held at once.
        long largestRead = BufferPool.capacityFor(options.maxReadBuffer()) / 2 * 3L;
        if (largestRead > pool.budget() - 4L * readBuffer)
            throw new IllegalArgumentException("maxReadBuffer (" + options.maxReadBuffer()
                    + ") is too much for maxQueued (" + pool.budget() + "): lower the one or raise the other");
    }

    /** Most bytes that may wait for the peer at present; one who must have all or nothing is never cut short. */
    long mayHold(Connection connection) {
        SlowPeerPolicy policy = connection.policy();
        if (!pool.isTight() || policy.atLimit() == SlowPeerPolicy.AtLimit.DISCONNECT) return policy.hardLimit();
        return Math.min(policy.hardLimit(), share());
    }

    /** Bytes that may be queued for the peer now, on top of what waits already. */
    long mayQueue(Connection connection) {
        return Math.max(0, mayHold(connection) - connection.queue.bytes());
    }

    /** Whether a message may be queued whole. A peer that owes nothing may always be sent one, if the pool can hold it. */
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
        if (connection.waiting == null) connection.waiting = new Line.Place(connection);
        Line.Place place = connection.waiting;
        Line line = isModest(connection) ? modest : others;
        if (place.line() == line) return;
        place.leave();
        line.joinLast(place);
    }

    private boolean isModest(Connection connection) {
        return connection.queue.isEmpty() && connection.neededBytes <= readBuffer;
    }

    /** The peer goes on, or is gone. */
    void stopWaiting(Connection connection) {
        if (connection.waiting != null) connection.waiting.leave();
    }

    /** Notes that what a peer holds may have changed. */
    void rank(Connection connection, boolean progressed) {
        holders.update(connection, progressed);
    }

    /** Forgets a peer that holds nothing any more. */
    void forget(Connection connection) {
        stopWaiting(connection);
        holders.forget(connection);
    }

    /** Who holds most, and has not got on for longest; null when nobody holds anything. */
    Connection largestHolder() {
        return holders.largest();
    }

    /** Who is to go so that a needy one can have so many bytes: somebody who holds more than that one then would; or null. */
    Connection victimFor(Connection needy, int bytes) {
        Connection largest = holders.largest();
        boolean isFair = largest != null && largest != needy && Holders.held(largest) >= Holders.held(needy) + bytes;
        return isFair ? largest : null;
    }

    /**
     * Whether a peer that waits for budget may go on; one with nothing queued may sooner. What it needs must be there in whole
     * chunks: to be let on and find no room would begin again in every turn.
     */
    boolean mayResume(Connection connection) {
        boolean isItsTurn = pool.used() <= relaxed || connection.queue.isEmpty();
        return isItsTurn && pool.has(connection.queue.roomFor(connection.neededBytes) + 2L * readBuffer);
    }

    /** Who may go on and has waited longest, first of those who hold nothing; null for nobody. */
    Connection nextToResume() {
        if (modest.first() != null && mayResume(modest.first())) return modest.first();
        return others.first() != null && mayResume(others.first()) ? others.first() : null;
    }
}
