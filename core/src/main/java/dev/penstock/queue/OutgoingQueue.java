package dev.penstock.queue;

import dev.penstock.buffer.BufferPool;
import dev.penstock.buffer.Chunk;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Bytes that wait for one peer, in order, in pooled chunks.
 *
 * <p>An empty queue holds no memory. The first chunk is small and each further one four times the last, so a peer that is
 * owed a line pins a page, and one that is owed a megabyte is served in few system calls. A chunk goes back to the pool as
 * soon as its last byte is taken.
 *
 * <p>Owned by the reactor's thread; only {@link #bytes()} may be read from any.
 */
public final class OutgoingQueue {
    /** The first chunk: one memory page. */
    static final int FIRST_CHUNK_BYTES = 4 << 10;

    /** The largest chunk, and so the largest single write: what one write to a loopback socket moves at its best rate. */
    static final int MAX_CHUNK_BYTES = 64 << 10;

    private static final VarHandle BYTES;

    static {
        try {
            BYTES = MethodHandles.lookup().findVarHandle(OutgoingQueue.class, "bytes", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Chunk head;
    private Chunk tail;
    private long bytes;

    /** Creates an empty queue. */
    public OutgoingQueue() {}

    /** The capacity of the chunks that {@code bytes} need when there is none to spare. */
    public static long roomFor(long bytes) {
        int last = (int) (bytes % MAX_CHUNK_BYTES);
        return bytes - last + (last == 0 ? 0 : BufferPool.capacityFor(last));
    }

    /** Bytes that wait. Any thread; a moment old when it is not the owner's. */
    public long bytes() {
        return (long) BYTES.getOpaque(this);
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return head == null;
    }

    /**
     * Copies the next {@code length} bytes of {@code source} in, all or none.
     *
     * @return false, and nothing taken, where the pool refuses
     */
    public boolean append(ByteBuffer source, int length, BufferPool pool) {
        int inTail = tail == null ? 0 : Math.min(length, tail.space());
        int rest = length - inTail;
        if (rest > 0 && !pool.has(capacityFor(rest, pool))) return false;
        if (inTail > 0) tail.put(source, inTail);
        while (rest > 0) {
            Chunk chunk = pool.take(nextChunkBytes(rest, pool));
            if (tail == null) head = chunk;
            else tail.next = chunk;
            tail = chunk;
            int part = Math.min(rest, chunk.space());
            chunk.put(source, part);
            rest -= part;
        }
        BYTES.setOpaque(this, bytes + length);
        return true;
    }

    /**
     * Writes from the front until the channel takes no more or {@code most} bytes are passed.
     *
     * @return the bytes taken
     */
    public long writeTo(WritableByteChannel channel, long most, BufferPool pool) throws IOException {
        long taken = 0;
        while (head != null && taken < most) {
            int n = head.writeTo(channel);
            taken += n;
            BYTES.setOpaque(this, bytes - n);
            if (head.size() > 0) break;
            release(pool);
        }
        return taken;
    }

    /** Drops everything; returns how many bytes that were. */
    public long clear(BufferPool pool) {
        long dropped = bytes;
        while (head != null) release(pool);
        BYTES.setOpaque(this, 0L);
        return dropped;
    }

    private void release(BufferPool pool) {
        Chunk emptied = head;
        head = emptied.next;
        if (head == null) tail = null;
        emptied.next = null;
        pool.give(emptied);
    }

    /**
     * Room for more to come, where that leaves the pool some to spare. A large chunk must not leap over the point where memory
     * is tight: what is beyond it belongs to those who hold nothing.
     */
    private int nextChunkBytes(int rest, BufferPool pool) {
        int growth = tail == null ? FIRST_CHUNK_BYTES : tail.capacity() * 4;
        int roomy = Math.min(MAX_CHUNK_BYTES, Math.max(rest, growth));
        return pool.canSpare(BufferPool.capacityFor(roomy)) ? roomy : Math.min(MAX_CHUNK_BYTES, rest);
    }

    /** What the pool must have for {@code rest} bytes behind the present tail. */
    private long capacityFor(int rest, BufferPool pool) {
        long whole = rest / MAX_CHUNK_BYTES * (long) MAX_CHUNK_BYTES;
        int last = rest % MAX_CHUNK_BYTES;
        if (last == 0) return whole;
        return whole + BufferPool.capacityFor(whole > 0 ? MAX_CHUNK_BYTES : nextChunkBytes(last, pool));
    }
}
