package dev.penstock.sim;

import java.nio.ByteBuffer;

/**
 * What peers say: bytes that follow from who says them and where they stand, so that the receiver can tell what is missing, what
 * came twice, and what is somebody else's.
 */
final class Content {
    private static final int PERIOD = 1 << 16; // longer than anything that is on its way at once
    private static final byte[] TABLE = new byte[2 * PERIOD]; // twice the same, so that no read wraps
    private static final ByteBuffer VIEW = ByteBuffer.wrap(TABLE);

    static {
        Dice dice = new Dice(1);
        for (int i = 0; i < PERIOD; i++) TABLE[i] = TABLE[i + PERIOD] = (byte) dice.next();
    }

    private Content() {}

    private static int start(int whose, long position) {
        return (int) (position + whose * 2_731L) & (PERIOD - 1);
    }

    static void fill(ByteBuffer to, int whose, long position, int length) {
        to.put(TABLE, start(whose, position), length);
    }

    /** Where the first byte is that is not as it should be, counted from {@code from}; -1 for nowhere. */
    static int firstWrong(ByteBuffer bytes, int from, int length, int whose, long position) {
        int start = start(whose, position);
        return bytes.slice(from, length).mismatch(VIEW.slice(start, length));
    }
}
