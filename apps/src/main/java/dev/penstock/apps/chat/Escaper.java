package dev.penstock.apps.chat;

import java.nio.ByteBuffer;

/**
 * Copies a peer's text so that nothing in it can move a cursor, hide itself or run backwards: what
 * {@link dev.penstock.SafeText} does to a string this does to its bytes, without making the string. What is not UTF-8 becomes
 * U+FFFD, once for each ill-formed part, as the JDK's decoder has it.
 */
final class Escaper {
    /** A byte becomes at most four: {@code \x1b}. */
    static final int GROWTH = 4;

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private Escaper() {}

    /** Copies from position to limit; the source is left as it is. */
    static void escape(ByteBuffer from, ByteBuffer to) {
        int end = from.limit();
        for (int at = from.position(); at < end; ) {
            int run = at;
            while (run < end && isPlain(from.get(run))) run++;
            int length = run - at;
            to.put(to.position(), from, at, length).position(to.position() + length);
            at = run < end ? escapeOne(from, run, end, to) : end;
        }
    }

    private static boolean isPlain(byte b) {
        return b >= ' ' && b != 0x7f || b == '\t';
    }

    /** What begins at an index and is not plain; returns where it ends. */
    private static int escapeOne(ByteBuffer from, int at, int end, ByteBuffer to) {
        byte first = from.get(at);
        if (first >= 0) {
            putControl(first, to);
            return at + 1;
        }
        int length = Utf8.length(first);
        int there = Utf8.wellFormed(from, at, end, length);
        int c = there == length ? Utf8.codePoint(from, at, length) : Utf8.REPLACEMENT;
        if (c < 0xa0) putControl(c, to);
        else if (isBidirectionalOrSeparator(c)) putUnicode(c, to);
        else if (c == Utf8.REPLACEMENT) Utf8.putReplacement(to);
        else for (int i = at; i < at + length; i++) to.put(from.get(i));
        return at + there;
    }

    private static boolean isBidirectionalOrSeparator(int c) {
        return c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    private static void putControl(int c, ByteBuffer to) {
        to.put((byte) '\\').put((byte) 'x').put(HEX[c >> 4]).put(HEX[c & 15]);
    }

    private static void putUnicode(int c, ByteBuffer to) {
        to.put((byte) '\\').put((byte) 'u');
        for (int shift = 12; shift >= 0; shift -= 4) to.put(HEX[c >> shift & 15]);
    }
}
