package dev.penstock.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * What speakers say: {@code ~1f2e3d4c 00007 0000000042 letters…}, the load's token, the speaker's number and the line's, and letters
 * that follow from both up to the line's size. When it was due follows from the numbers.
 */
final class ChatLine {
    /** The numbers, and some letters. */
    static final int MIN_BYTES = 32;

    /** Ends one digit before the numbers do: this one is no speaker's. */
    static final int ROLL_CALL = 99_999;

    private static final int TOKEN_BYTES = 10; // with the tilde and a space
    private static final int SPEAKER_DIGITS = 5;
    private static final int NUMBER_DIGITS = 10;
    private static final int HEAD_BYTES = TOKEN_BYTES + SPEAKER_DIGITS + 1 + NUMBER_DIGITS + 1;
    private static final int LETTER_PLACES = 61; // prime, so that lines do not look like their neighbours

    private final byte[] token;
    private final byte[] letters;
    private final byte[] head = new byte[HEAD_BYTES];
    private int speaker;
    private int number;

    /** Lines up to so many bytes. */
    ChatLine(int token, int maxBytes) {
        this.token = String.format("~%08x ", token).getBytes(StandardCharsets.US_ASCII);
        letters = new byte[maxBytes + LETTER_PLACES];
        var random = new Random(token);
        for (int i = 0; i < letters.length; i++) letters[i] = (byte) ('a' + random.nextInt(26));
    }

    /** Appends a line. */
    void put(ByteBuffer into, int speaker, int number, int bytes) {
        System.arraycopy(token, 0, head, 0, TOKEN_BYTES);
        putDigits(speaker, TOKEN_BYTES, SPEAKER_DIGITS);
        putDigits(number, TOKEN_BYTES + SPEAKER_DIGITS + 1, NUMBER_DIGITS);
        into.put(head)
                .put(letters, placeOf(speaker, number), bytes - HEAD_BYTES - 1)
                .put((byte) '\n');
    }

    private void putDigits(int value, int at, int digits) {
        int rest = value;
        for (int i = at + digits - 1; i >= at; i--, rest /= 10) head[i] = (byte) ('0' + rest % 10);
        head[at + digits] = ' ';
    }

    /** Where the first line of this load begins; -1 if nowhere. */
    int find(byte[] bytes, int from, int to) {
        for (int at = from; at + MIN_BYTES <= to; at++) if (bytes[at] == '~' && begins(bytes, at, to)) return at;
        return -1;
    }

    /** Reads the numbers of a line that begins here. False if it is not the beginning of one. */
    boolean begins(byte[] bytes, int at, int to) {
        if (at + MIN_BYTES > to || !Arrays.equals(bytes, at, at + TOKEN_BYTES, token, 0, TOKEN_BYTES)) return false;
        long spoken = digits(bytes, at + TOKEN_BYTES, SPEAKER_DIGITS);
        long counted = digits(bytes, at + TOKEN_BYTES + SPEAKER_DIGITS + 1, NUMBER_DIGITS);
        if (spoken < 0 || counted < 0 || counted > Integer.MAX_VALUE) return false;
        speaker = (int) spoken;
        number = (int) counted;
        return true;
    }

    private static long digits(byte[] bytes, int at, int digits) {
        long value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) return -1;
            value = value * 10 + digit;
        }
        return bytes[at + digits] == ' ' ? value : -1;
    }

    /** The speaker of the line whose beginning was read last. */
    int speaker() {
        return speaker;
    }

    /** Its number among this speaker's. */
    int number() {
        return number;
    }

    /** Whether the rest of the line whose beginning was read last is right, if it is to have so many bytes. */
    boolean isWhole(byte[] line, int at, int to, int bytes) {
        int place = placeOf(speaker, number);
        return at + bytes <= to
                && line[at + bytes - 1] == '\n'
                && Arrays.equals(line, at + HEAD_BYTES, at + bytes - 1, letters, place, place + bytes - HEAD_BYTES - 1);
    }

    private static int placeOf(int speaker, int number) {
        return (int) ((speaker * 7L + number) % LETTER_PLACES);
    }
}
