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
 * <p>An empty queue holds no memory. The first chunk is small and each further one four times what waits already, so a peer
 * that is owed a line pins a page, and one that is owed a megabyte is served in few system calls. A chunk goes back to the
 * pool as soon as its last byte is taken.
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

    private final boolean notesMessages;
    private Chunk head;
    private Chunk tail;
    private long bytes;
    private int pinned; // chunks that are not to be dropped

    /**
     * Creates an empty queue.
     *
     * @param notesMessages whether it notes where messages end, at {@value Chunk#MARK_BYTES} bytes each, so that
     *     {@link #dropOldest} can drop whole ones
     */
    public OutgoingQueue(boolean notesMessages) {
        this.notesMessages = notesMessages;
    }

    /**
     * The capacity of the chunks that a message needs in an empty queue when there is none to spare.
     *
     * @param notesMessages whether the queue notes where it ends
     */
    public static long roomFor(long bytes, boolean notesMessages) {
        int mark = notesMessages ? Chunk.MARK_BYTES : 0;
        int most = MAX_CHUNK_BYTES - mark;
        int last = (int) (bytes % most);
        return bytes / most * MAX_CHUNK_BYTES + (last == 0 ? 0 : BufferPool.capacityFor(last + mark));
    }

    /** As {@link #roomFor(long, boolean)}, for a queue like this one. */
    public long roomFor(long bytes) {
        return roomFor(bytes, notesMessages);
    }

    /** Bytes that wait. Any thread; a moment old when it is not the owner's. */
    public long bytes() {
        return (long) BYTES.getOpaque(this);
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return head == null;
    }

    /** What the pool must have for a message of this length, in bytes of chunks; 0 when it fits in those that are here. */
    public long needed(int length, BufferPool pool) {
        int rest = length - Math.min(length, spaceInTail());
        return rest == 0 ? 0 : capacityFor(rest, bytes + length - rest, pool);
    }

    /**
     * Copies the next {@code length} bytes of {@code source} in as one message, all or none.
     *
     * @return false, and nothing taken, where the pool refuses
     */
    public boolean append(ByteBuffer source, int length, BufferPool pool) {
        return append(source, length, false, pool);
    }

    /**
     * Copies a message in behind others, where it fits in the last chunk and nothing need be taken from the pool.
     *
     * @return false, and nothing taken, where it does not, or is empty
     */
    public boolean appendToTail(ByteBuffer source, int length) {
        if (length == 0 || length > spaceInTail()) return false;
        tail.put(source, length);
        if (notesMessages) tail.markEnd();
        BYTES.setOpaque(this, bytes + length);
        return true;
    }

    /**
     * As {@link #append(ByteBuffer, int, BufferPool)}, of the rest of a message whose beginning was sent past the queue, which
     * must be empty.
     */
    public boolean appendRest(ByteBuffer source, int length, BufferPool pool) {
        assert head == null : "something else has overtaken the rest of a message";
        return append(source, length, true, pool);
    }

    /** What the pool must have for {@link #appendNotice}, in bytes of chunks. */
    public long neededForNotice(int length, BufferPool pool) {
        return notesMessages ? BufferPool.capacityFor(length + Chunk.MARK_BYTES) : needed(length, pool);
    }

    /**
     * As {@link #append(ByteBuffer, int, BufferPool)}, of a message that {@link #dropOldest} passes over: it tells of others
     * that were dropped, and nobody would tell of those again. At least one byte.
     */
    public boolean appendNotice(ByteBuffer source, int length, BufferPool pool) {
        if (!notesMessages) return append(source, length, false, pool);
        Chunk chunk = pool.take(length + Chunk.MARK_BYTES);
        if (chunk == null) return false;
        chunk.put(source, length);
        chunk.markEnd();
        chunk.pin();
        pinned++;
        link(chunk);
        BYTES.setOpaque(this, bytes + length);
        return true;
    }

    private boolean append(ByteBuffer source, int length, boolean begun, BufferPool pool) {
        int inTail = Math.min(length, spaceInTail());
        int rest = length - inTail;
        if (rest > 0 && !pool.has(capacityFor(rest, bytes + inTail, pool))) return false;
        if (inTail > 0) tail.put(source, inTail);
        boolean continues = begun || inTail > 0;
        while (rest > 0) {
            Chunk chunk = pool.take(nextCapacity(rest, bytes + length - rest, 0, pool));
            if (continues) chunk.markBegun();
            continues = true;
            link(chunk);
            int part = Math.min(rest, spaceInTail());
            chunk.put(source, part);
            rest -= part;
        }
        if (notesMessages && length > 0) tail.markEnd();
        BYTES.setOpaque(this, bytes + length);
        return true;
    }

    /** Adds all that a chunk holds as one message, without a copy: the queue takes a loan of it. */
    public void appendLoan(Chunk message, BufferPool pool) {
        link(pool.lend(message));
        BYTES.setOpaque(this, bytes + message.size());
    }

    private void link(Chunk chunk) {
        if (tail == null) head = chunk;
        else tail.next = chunk;
        tail = chunk;
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
            unlink(null, head, pool);
        }
        return taken;
    }

    /** Drops everything; returns how many bytes that were. */
    public long clear(BufferPool pool) {
        long dropped = bytes;
        while (head != null) unlink(null, head, pool);
        BYTES.setOpaque(this, 0L);
        return dropped;
    }

    /**
     * Drops the oldest message that is still whole; one that has begun to leave, leaves, and so does a notice. The queue must
     * note messages.
     *
     * @return the bytes dropped; 0 when no whole message waits
     */
    public long dropOldest(BufferPool pool) {
        assert notesMessages : "a stream has no messages to drop";
        Chunk previous = null;
        Chunk chunk = head;
        long dropped = 0;
        if (chunk != null && chunk.isBegun()) {
            for (; !chunk.hasEnd(); chunk = chunk.next) previous = chunk;
            boolean isOver = chunk.hasSecondEnd();
            dropped = chunk.dropSecond();
            previous = chunk;
            chunk = isOver ? null : chunk.next;
        }
        for (; chunk != null && chunk.isPinned(); chunk = chunk.next) previous = chunk;
        while (chunk != null) {
            boolean isOver = chunk.hasEnd();
            dropped += chunk.dropFirst();
            Chunk next = isOver ? null : chunk.next;
            if (chunk.size() == 0) unlink(previous, chunk, pool);
            chunk = next;
        }
        BYTES.setOpaque(this, bytes - dropped);
        return dropped;
    }

    /** Bytes that {@link #dropOldest} passes over: the rest of what has begun to leave, and notices. */
    public long undroppable() {
        long undroppable = 0;
        boolean isBegun = head != null && head.isBegun();
        for (Chunk chunk = head; chunk != null && (isBegun || pinned > 0); chunk = chunk.next) {
            if (chunk.isPinned()) undroppable += chunk.size();
            else if (isBegun) undroppable += chunk.firstLength();
            isBegun &= !chunk.hasEnd();
        }
        return undroppable;
    }

    /** Takes a chunk out of the list and gives it back. */
    private void unlink(Chunk previous, Chunk chunk, BufferPool pool) {
        if (previous == null) head = chunk.next;
        else previous.next = chunk.next;
        if (chunk == tail) tail = previous;
        chunk.next = null;
        if (chunk.isPinned()) pinned--;
        pool.give(chunk);
    }

    private int spaceInTail() {
        if (tail == null || tail.isPinned()) return 0;
        return notesMessages ? Math.max(0, tail.space() - Chunk.MARK_BYTES) : tail.space();
    }

    /**
     * The next chunk's capacity: room for more to come, where that leaves the pool some to spare. A large chunk must not leap
     * over the point where memory is tight: what is beyond it belongs to those who hold nothing.
     *
     * @param before what waits before it. Not the capacity of the chunk before: where the oldest is dropped for the newest, and
     *     what has begun to leave does not, chunk after chunk would be larger while hardly anything waits
     * @param taken what will have been taken of the pool until then
     */
    private int nextCapacity(int rest, long before, long taken, BufferPool pool) {
        int least = BufferPool.capacityFor(Math.min(MAX_CHUNK_BYTES, notesMessages ? rest + Chunk.MARK_BYTES : rest));
        int roomy = (int) Math.min(MAX_CHUNK_BYTES, Math.max(FIRST_CHUNK_BYTES, Long.highestOneBit(before) * 4));
        return roomy > least && pool.canSpare(taken + roomy) ? roomy : least;
    }

    /** What the pool must have for {@code rest} bytes behind the present tail, in front of which {@code before} wait then. */
    private long capacityFor(int rest, long before, BufferPool pool) {
        int most = notesMessages ? MAX_CHUNK_BYTES - Chunk.MARK_BYTES : MAX_CHUNK_BYTES;
        long whole = rest / most * (long) MAX_CHUNK_BYTES;
        int last = rest % most;
        if (last == 0) return whole;
        return whole + nextCapacity(last, before + rest - last, whole, pool);
    }
}
