package dev.penstock.buffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * A piece of pooled direct memory that fills at its end and empties from its start.
 *
 * <p>It can note where messages end in it, in its own last bytes and from there downwards, as a database page keeps its row
 * offsets: so the notes are counted with the memory, and go with it.
 *
 * <p>A <em>loan</em> is a chunk without memory of its own: it reads another's, which lives until the last loan is given back.
 *
 * <p>Owned by the thread of the pool it came from; after {@link BufferPool#give} nobody may touch it.
 */
public final class Chunk {
    /** What noting the end of one message takes of a chunk's space. */
    public static final int MARK_BYTES = Integer.BYTES;

    /** The next chunk of whichever single list holds this one: a queue, or the pool's free list. */
    public Chunk next;

    final int sizeClass;
    int holders; // who keeps it from being free: its owner, and each loan
    Chunk lender; // whose memory it reads; null for its own

    private final DirectMemory.Block block;
    private ByteBuffer bytes;
    private ByteBuffer view;
    private int start;
    private int end;
    private int marks;
    private int marksPassed;
    private boolean begun;
    private boolean pinned;

    Chunk(int sizeClass, int capacity) {
        this.sizeClass = sizeClass;
        this.block = DirectMemory.allocate(capacity);
        this.bytes = block.bytes();
        this.holders = 1;
    }

    /** A loan of nothing yet. */
    Chunk() {
        this.sizeClass = -1;
        this.block = null;
    }

    /** All that it can hold, in bytes; a loan holds nothing of its own. */
    public int capacity() {
        return block == null ? 0 : bytes.capacity();
    }

    /** Bytes that it holds. */
    public int size() {
        return end - start;
    }

    /** Bytes that still fit behind those it holds. */
    public int space() {
        return block == null ? 0 : bytes.capacity() - end - marks * MARK_BYTES;
    }

    /** Copies {@code length} bytes in and advances the source past them; they must fit in {@link #space()}. */
    public void put(ByteBuffer source, int length) {
        bytes.clear().put(end, source, source.position(), length);
        source.position(source.position() + length);
        end += length;
    }

    /** One write of what it holds; returns the bytes that the channel took. */
    public int writeTo(WritableByteChannel channel) throws IOException {
        int taken = channel.write(bytes.limit(end).position(start));
        if (taken > 0) advance(taken);
        return taken;
    }

    private void advance(int length) {
        start += length;
        if (start == end || marks == 0) {
            begun = true;
            return;
        }
        while (marksPassed < marks && mark(marksPassed) < start) marksPassed++;
        begun = marksPassed == marks || mark(marksPassed) != start;
        if (!begun) marksPassed++;
    }

    /** One read of at most {@code limit} bytes into its space; returns what the channel's read returned. */
    public int readFrom(ReadableByteChannel channel, int limit) throws IOException {
        int length = Math.min(limit, space());
        int got = channel.read(bytes.limit(end + length).position(end));
        if (got > 0) end += got;
        return got;
    }

    /** A read-only view of what it holds, always the same object, valid until the chunk changes. */
    public ByteBuffer view() {
        if (view == null) view = bytes.asReadOnlyBuffer();
        return view.limit(end).position(start).order(ByteOrder.BIG_ENDIAN);
    }

    /** Drops what the holder of {@link #view()} has consumed of it. */
    public void consumeViewed() {
        start = view.position();
    }

    /** Moves what it holds to its beginning, so that all its room is behind. */
    public void compact() {
        int size = size();
        if (start > 0 && size > 0) bytes.clear().put(0, bytes, start, size);
        start = 0;
        end = size;
    }

    /** Says that its first byte is not the first of a message, because that lies in the chunk before or has left already. */
    public void markBegun() {
        begun = true;
    }

    /** Whether its first byte is not the first of a message. */
    public boolean isBegun() {
        return begun;
    }

    /** Says that it is not to be dropped to make room for others. */
    public void pin() {
        pinned = true;
    }

    /** Whether {@link #pin} was called. */
    public boolean isPinned() {
        return pinned;
    }

    /** Notes that a message ends behind what it holds; there must be {@value #MARK_BYTES} bytes of space. */
    public void markEnd() {
        marks++;
        bytes.clear().putInt(bytes.capacity() - marks * MARK_BYTES, end);
    }

    /** Whether the message that its first byte belongs to ends in it. */
    public boolean hasEnd() {
        return block == null || marksPassed < marks;
    }

    /** Bytes that it holds of the message that its first byte belongs to. */
    public int firstLength() {
        if (block == null || marksPassed == marks) return size();
        return mark(marksPassed) - start;
    }

    /** Drops what it holds of the message that its first byte belongs to; returns how many bytes that was. */
    public int dropFirst() {
        int length = firstLength();
        boolean isOver = hasEnd();
        start += length;
        if (isOver) marksPassed++;
        begun = !isOver;
        return length;
    }

    /** Whether the second message, too, ends in it. */
    public boolean hasSecondEnd() {
        return marksPassed + 1 < marks;
    }

    /**
     * Drops what it holds of the second message and keeps the rest of the first, which has begun to leave: that moves up to the
     * third. Returns how many bytes were dropped.
     */
    public int dropSecond() {
        int firstLength = firstLength();
        int firstEnd = start + firstLength;
        if (!hasSecondEnd()) {
            int dropped = end - firstEnd;
            end = firstEnd;
            return dropped;
        }
        marksPassed++;
        int length = mark(marksPassed) - firstEnd;
        bytes.clear().put(start + length, bytes, start, firstLength);
        start += length;
        return length;
    }

    private int mark(int index) {
        return bytes.clear().getInt(bytes.capacity() - (index + 1) * MARK_BYTES);
    }

    /** Becomes a loan of all that another holds. */
    void borrow(Chunk from) {
        lender = from;
        from.holders++;
        bytes = from.bytes;
        start = from.start;
        end = from.end;
        marksPassed = 0;
        begun = false;
    }

    void reset() {
        next = null;
        holders = 1;
        start = 0;
        end = 0;
        marks = 0;
        marksPassed = 0;
        begun = false;
        pinned = false;
    }

    void free() {
        block.free();
    }
}
