package dev.penstock.frame;

import java.nio.ByteBuffer;

/**
 * Where one frame ends and the next begins. It keeps nothing of a connection, so one serves all.
 *
 * <p>Memory follows the bytes that arrived, never a length that was only claimed.
 */
public abstract sealed class Framing permits LengthPrefixedFraming, LineFraming {
    /** The answer of {@link #find} to a frame that is longer than allowed, whether it is there or only announced. */
    static final int TOO_LONG = Integer.MIN_VALUE;

    Framing() {}

    /**
     * Frames of four bytes of length, unsigned and big-endian, and so many bytes of payload; none is legal.
     *
     * @param maxFrame the longest payload, 1 byte to just under 1 GiB
     * @return the framing
     * @throws IllegalArgumentException if it is out of range
     */
    public static Framing lengthPrefixed(int maxFrame) {
        return new LengthPrefixedFraming(maxFrame);
    }

    /**
     * Lines that end in LF or CRLF; the last one may end with the input instead. They are split on bytes, so a character of
     * several bytes that was cut by a read is whole again.
     *
     * @param maxLine the longest line without its end, 1 byte to just under 1 GiB
     * @return the framing
     * @throws IllegalArgumentException if it is out of range
     */
    public static Framing lines(int maxLine) {
        return new LineFraming(maxLine, false);
    }

    /**
     * The same for peers that may speak telnet: a line end inside of a command is none. The commands are left in the line;
     * {@link Telnet#skip} tells how long they are.
     *
     * @param maxLine the longest line without its end, commands counted, 1 byte to just under 1 GiB
     * @return the framing
     * @throws IllegalArgumentException if it is out of range
     */
    public static Framing telnetLines(int maxLine) {
        return new LineFraming(maxLine, true);
    }

    /**
     * What {@link dev.penstock.ConnectionOptions#maxReadBuffer} must be at least for the longest frame to arrive.
     *
     * @return in bytes
     */
    public abstract int readBuffer();

    /**
     * Looks for the end of the frame that begins at the input's position. Changes nothing.
     *
     * @param scanned bytes of it that an earlier call has looked at
     * @return its length, header and end included; or if it has not arrived whole, how many bytes need not be looked at
     *     again, negated; or {@link #TOO_LONG}
     */
    abstract int find(ByteBuffer input, int scanned);

    /** Narrows the input to the payload of the frame of that length at its position. */
    abstract void narrow(ByteBuffer input, int length);

    /** Narrows the input to what an unfinished frame is worth at the end of input; false if it is worth nothing. */
    abstract boolean narrowLast(ByteBuffer input);

    static int requireLength(String name, int value) {
        int most = (1 << 30) - 8;
        if (value < 1 || value > most)
            throw new IllegalArgumentException(name + " must be 1 to " + most + ", not " + value);
        return value;
    }
}
