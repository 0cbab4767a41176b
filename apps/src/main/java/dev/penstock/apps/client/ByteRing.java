package dev.penstock.apps.client;

import java.nio.ByteBuffer;

/**
 * Bytes on their way from one thread to another, a bounded number of them: who reads or writes a file or a terminal may have to
 * wait, the reactor must not. One thread fills it and one drains it; each may wait for the other, or be told.
 */
final class ByteRing {
    /** 256 KiB: what a fast network delivers while a thread is woken. */
    static final int CAPACITY = 256 << 10;

    /** 64 KiB at once: there is room again before all of it is written. */
    static final int PIECE = 64 << 10;

    private final ByteBuffer space = ByteBuffer.allocateDirect(CAPACITY); // the filling thread's view
    private final ByteBuffer content = space.duplicate(); // the draining thread's
    private final Runnable onFilled;
    private final Runnable onDrained;
    private long filled;
    private long drained;
    private boolean ended;

    /**
     * @param onFilled told of bytes that are there, and of the end, on the filling thread
     * @param onDrained told of room, on the draining thread
     */
    ByteRing(Runnable onFilled, Runnable onDrained) {
        this.onFilled = onFilled;
        this.onDrained = onDrained;
    }

    /** Room to fill, in one piece; empty when there is none. */
    synchronized ByteBuffer space() {
        int free = CAPACITY - (int) (filled - drained);
        return narrow(space, filled, free);
    }

    synchronized boolean hasSpace() {
        return filled - drained < CAPACITY;
    }

    /** Waits for room. */
    synchronized ByteBuffer awaitSpace() throws InterruptedException {
        while (filled - drained == CAPACITY) wait();
        return space();
    }

    /** So many bytes of the room are filled. */
    void filled(int count) {
        synchronized (this) {
            filled += count;
            notifyAll();
        }
        onFilled.run();
    }

    /** Puts all of it in, waiting for room. */
    void put(ByteBuffer bytes) throws InterruptedException {
        while (bytes.hasRemaining()) filled(copy(bytes, awaitSpace()));
    }

    /** Copies what fits; returns how much that was. */
    static int copy(ByteBuffer from, ByteBuffer to) {
        int count = Math.min(from.remaining(), to.remaining());
        to.put(to.position(), from, from.position(), count);
        from.position(from.position() + count);
        return count;
    }

    /** Nothing more will come. */
    void end() {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        onFilled.run();
    }

    /** What is there, in one piece; empty when there is nothing. */
    synchronized ByteBuffer content() {
        return narrow(content, drained, (int) (filled - drained));
    }

    /**
     * Waits for something to be there.
     *
     * @param mostMillis how long; 0 is for ever
     * @return at most a piece of it; empty when nothing came in time, null at the end
     */
    synchronized ByteBuffer awaitContent(long mostMillis) throws InterruptedException {
        if (mostMillis > 0 && filled == drained && !ended) wait(mostMillis);
        while (mostMillis == 0 && filled == drained && !ended) wait();
        if (filled == drained && ended) return null;
        return narrow(content, drained, (int) Math.min(PIECE, filled - drained));
    }

    /** So many bytes of the content are taken. */
    void drained(int count) {
        synchronized (this) {
            drained += count;
            notifyAll();
        }
        onDrained.run();
    }

    synchronized boolean isEmpty() {
        return filled == drained;
    }

    /** Whether all there will ever be is taken. */
    synchronized boolean isAtEnd() {
        return ended && filled == drained;
    }

    private static ByteBuffer narrow(ByteBuffer view, long from, int count) {
        int at = (int) (from % CAPACITY);
        return view.limit(Math.min(CAPACITY, at + count)).position(at);
    }
}
