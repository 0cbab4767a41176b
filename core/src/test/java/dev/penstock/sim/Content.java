package dev.penstock.sim;

import java.nio.ByteBuffer;

/**
 * What peers say: bytes that follow from who says them and where they stand, so that the receiver can tell what is missing, what
 * came twice, and what is somebody else's.
 */
final class Content {
    private Content() {}

    static byte at(int whose, long position) {
        return (byte) (position * 167 + (position >>> 8) * 59 + (position >>> 16) * 13 + whose * 101);
    }

    static void fill(ByteBuffer to, int whose, long position, int length) {
        for (int i = 0; i < length; i++) to.put(at(whose, position + i));
    }

    /** Where the first byte is that is not as it should be, counted from the buffer's position; -1 for nowhere. */
    static int firstWrong(ByteBuffer bytes, int from, int length, int whose, long position) {
        for (int i = 0; i < length; i++) if (bytes.get(from + i) != at(whose, position + i)) return i;
        return -1;
    }
}
