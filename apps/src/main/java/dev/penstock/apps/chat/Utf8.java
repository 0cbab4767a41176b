package dev.penstock.apps.chat;

import java.nio.ByteBuffer;

/** UTF-8 that may be ill-formed, byte by byte, cut into the same parts as the JDK's decoder cuts it. */
final class Utf8 {
    static final int REPLACEMENT = 0xfffd;

    private Utf8() {}

    /** How many bytes a character has that begins with this byte, which is not ASCII; 1 when none does. */
    static int length(byte first) {
        int b = first & 0xff;
        if (b < 0xc2 || b > 0xf4) return 1;
        return b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
    }

    /** How many bytes from an index on belong to one character, or to the beginning of one: 1 to length. */
    static int wellFormed(ByteBuffer bytes, int at, int end, int length) {
        int first = bytes.get(at) & 0xff;
        int there = 1;
        while (there < length && at + there < end && continues(first, there, bytes.get(at + there) & 0xff)) there++;
        return there;
    }

    private static boolean continues(int first, int index, int b) {
        if (index > 1) return b >= 0x80 && b < 0xc0;
        return switch (first) {
            case 0xe0 -> b >= 0xa0 && b < 0xc0;
            case 0xf0 -> b >= 0x90 && b < 0xc0;
            case 0xf4 -> b >= 0x80 && b < 0x90;
            default -> b >= 0x80 && b < 0xc0; // 0xed as well: the decoder takes a surrogate for one ill-formed part
        };
    }

    /** The character of so many well-formed bytes. */
    static int codePoint(ByteBuffer bytes, int at, int length) {
        if (length == 1) return REPLACEMENT;
        int c = bytes.get(at) & 0xff >> length + 1;
        for (int i = 1; i < length; i++) c = c << 6 | bytes.get(at + i) & 0x3f;
        return c >= 0xd800 && c < 0xe000 ? REPLACEMENT : c;
    }

    static void putReplacement(ByteBuffer to) {
        to.put((byte) 0xef).put((byte) 0xbf).put((byte) 0xbd);
    }
}
