package dev.penstock.buffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * A piece of pooled direct memory that fills at its end and empties from its start.
 *
 * <p>Owned by the thread of the pool it came from; after {@link BufferPool#give} nobody may touch it.
 */
public final class Chunk {
    /** The next chunk of whichever single list holds this one: a queue, or the pool's free list. */
    public Chunk next;

    final int sizeClass;
    private final DirectMemory.Block block;
    private final ByteBuffer bytes;
    private ByteBuffer view;
    private int start;
    private int end;

    Chunk(int sizeClass, int capacity) {
        this.sizeClass = sizeClass;
        this.block = DirectMemory.allocate(capacity);
        this.bytes = block.bytes();
    }

    /** All that it can hold, in bytes. */
    public int capacity() {
        return bytes.capacity();
    }

    /** Bytes that it holds. */
    public int size() {
        return end - start;
    }

    /** Bytes that still fit behind those it holds. */
    public int space() {
        return bytes.capacity() - end;
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
        start += taken;
        return taken;
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
        return view.limit(end).position(start).order(java.nio.ByteOrder.BIG_ENDIAN);
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

    void reset() {
        next = null;
        start = 0;
        end = 0;
    }

    void free() {
        block.free();
    }
}
