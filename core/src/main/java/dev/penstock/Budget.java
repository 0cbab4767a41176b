package dev.penstock;

import dev.penstock.buffer.BufferPool;

/**
 * Who may take how much of the reactor's one budget of buffers.
 *
 * <p>Up to {@value #TIGHT_PERCENT} % of it, everybody may queue up to their own hard limit. Above, the budget is tight: a
 * peer that already holds {@value #FLOOR_BYTES} bytes is neither read nor given more, and those that hold less, the healthy
 * ones, go on as before with the rest. So a thousand peers that do not read cannot spend what the others live on.
 */
final class Budget {
    /** Where the budget becomes tight. The rest feeds some 1,600 peers at the floor by default. */
    static final int TIGHT_PERCENT = 90;

    /** Where peers that wait for budget are read again: far enough below to not flutter. */
    static final int RELAXED_PERCENT = 80;

    /** What each peer may hold even when the budget is tight. */
    static final int FLOOR_BYTES = 16 << 10;

    private final BufferPool pool;
    private final int readBuffer;
    private final long tight;
    private final long relaxed;
    private Connection firstWaiting;
    private Connection lastWaiting;

    Budget(BufferPool pool, int readBuffer) {
        this.pool = pool;
        this.readBuffer = readBuffer;
        this.tight = pool.budget() / 100 * TIGHT_PERCENT;
        this.relaxed = pool.budget() / 100 * RELAXED_PERCENT;
    }

    /**
     * Refuses options that could never be kept: a peer at its hard limit must fit in the budget with room for reading.
     *
     * @throws IllegalArgumentException if they do not
     */
    void check(ListenerOptions options) {
        long hardLimit = options.policy().hardLimit();
        if (hardLimit > pool.budget() - 4L * readBuffer)
            throw new IllegalArgumentException("hardLimit (" + hardLimit + ") must be at least " + 4 * readBuffer
                    + " less than maxQueued (" + pool.budget() + "): lower the one or raise the other");
    }

    /** Bytes that may be queued for the peer now, on top of what waits already. */
    long mayQueue(Connection connection) {
        long queued = connection.queue.bytes();
        long most = connection.policy().hardLimit();
        if (pool.used() >= tight) most = Math.min(most, FLOOR_BYTES);
        return Math.max(0, most - queued);
    }

    /** Whether a message may be queued whole. A peer that owes nothing may always send one, if the pool can hold it. */
    boolean admits(Connection connection, int bytes) {
        long most = connection.queue.isEmpty() ? connection.policy().hardLimit() : mayQueue(connection);
        return bytes <= most;
    }

    /** How many bytes may be read from the peer now: what is read must find a place even if the handler leaves all of it. */
    int mayRead(Connection connection) {
        if (pool.used() >= tight && connection.queue.bytes() >= FLOOR_BYTES) return 0;
        long left = pool.left();
        if (left >= readBuffer) return readBuffer;
        return left < BufferPool.MIN_CHUNK_BYTES ? 0 : (int) Long.highestOneBit(left);
    }

    /**
     * Remembers a peer that could not go on for want of budget.
     *
     * @param needed bytes that must fit before it is worth another try
     */
    void await(Connection connection, int needed) {
        connection.neededBytes = needed;
        if (connection.waiting) return;
        connection.waiting = true;
        connection.previousWaiting = lastWaiting;
        if (lastWaiting == null) firstWaiting = connection;
        else lastWaiting.nextWaiting = connection;
        lastWaiting = connection;
    }

    /** Forgets a peer, because it goes on or is gone. */
    void forget(Connection connection) {
        if (!connection.waiting) return;
        connection.waiting = false;
        if (connection.previousWaiting == null) firstWaiting = connection.nextWaiting;
        else connection.previousWaiting.nextWaiting = connection.nextWaiting;
        if (connection.nextWaiting == null) lastWaiting = connection.previousWaiting;
        else connection.nextWaiting.previousWaiting = connection.previousWaiting;
        connection.previousWaiting = null;
        connection.nextWaiting = null;
    }

    /** Whether a peer that waits for budget may go on; one with nothing queued may sooner. */
    boolean mayResume(Connection connection) {
        boolean isItsTurn = pool.used() <= relaxed || connection.queue.isEmpty();
        return isItsTurn && pool.has(connection.neededBytes + 2L * readBuffer);
    }

    /** Who has waited longest for budget, once it may go on; null for nobody. */
    Connection nextToResume() {
        Connection first = firstWaiting;
        return first != null && pool.used() <= relaxed && mayResume(first) ? first : null;
    }
}
