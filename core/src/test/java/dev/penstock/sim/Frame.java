package dev.penstock.sim;

import java.nio.ByteBuffer;

/** Messages with a number: two bytes of length, four of number, and content that follows from both. */
final class Frame {
    static final int HEADER = 6;

    private Frame() {}

    /** How long a peer's n-th message is, header included. */
    static int length(int whose, int number, int most) {
        long random = Dice.mix(whose * 0x9e3779b97f4a7c15L + number) >>> 1;
        return HEADER + (int) (random % (most - HEADER + 1));
    }

    static void put(ByteBuffer to, int whose, int number, int length) {
        to.putShort((short) length).putInt(number);
        Content.fill(to, whose + 7 * number, 0, length - HEADER);
    }

    /** The length of the frame that begins here, or 0 when it is not all there. */
    static int complete(ByteBuffer data, int from) {
        int left = data.limit() - from;
        if (left < HEADER) return 0;
        int length = data.getShort(from) & 0xffff;
        return left < length ? 0 : length;
    }

    static int number(ByteBuffer data, int from) {
        return data.getInt(from + 2);
    }

    static boolean isGenuine(ByteBuffer data, int from, int whose, int length) {
        if (length < HEADER) return false;
        return Content.firstWrong(data, from + HEADER, length - HEADER, whose + 7 * number(data, from), 0) < 0;
    }
}
