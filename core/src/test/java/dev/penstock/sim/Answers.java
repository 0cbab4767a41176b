package dev.penstock.sim;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What a peer is to get, as it grows. */
final class Answers {
    private byte[] bytes = new byte[256];
    private int size;

    void add(byte[] more) {
        if (size + more.length > bytes.length) bytes = Arrays.copyOf(bytes, 2 * (size + more.length));
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    int size() {
        return size;
    }

    /** Where the first byte is that is not as it should be, or is too many, counted from {@code from}; -1 for nowhere. */
    int firstWrong(ByteBuffer got, long from) {
        int at = (int) from;
        return got.mismatch(ByteBuffer.wrap(bytes, at, Math.min(got.remaining(), size - at)));
    }
}
