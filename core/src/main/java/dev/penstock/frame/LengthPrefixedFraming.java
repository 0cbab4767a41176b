package dev.penstock.frame;

import java.nio.ByteBuffer;

/** Four bytes of length, unsigned and big-endian, then the payload. */
public final class LengthPrefixedFraming extends Framing {
    /** The length of a frame's header. */
    public static final int HEADER_BYTES = 4;

    private final int maxFrame;

    LengthPrefixedFraming(int maxFrame) {
        this.maxFrame = requireLength("maxFrame", maxFrame);
    }

    /**
     * Widens a payload that a handler was handed to the whole frame: its header lies in front of it. So a frame can be passed
     * on without being copied.
     *
     * @param payload as {@link FrameHandler#onFrame} got it, not yet consumed; its position moves
     * @return the same buffer
     */
    public static ByteBuffer withHeader(ByteBuffer payload) {
        return payload.position(payload.position() - HEADER_BYTES);
    }

    @Override
    public int readBuffer() {
        return Math.max(1 << 10, HEADER_BYTES + maxFrame);
    }

    @Override
    int find(ByteBuffer input, int scanned) {
        int there = input.remaining();
        if (there < HEADER_BYTES) return 0;
        long claimed = Integer.toUnsignedLong(input.getInt(input.position()));
        if (claimed > maxFrame) return TOO_LONG;
        int length = HEADER_BYTES + (int) claimed;
        return length <= there ? length : 0;
    }

    @Override
    void narrow(ByteBuffer input, int length) {
        int start = input.position();
        input.limit(start + length).position(start + HEADER_BYTES);
    }

    @Override
    boolean narrowLast(ByteBuffer input) {
        return false;
    }
}
