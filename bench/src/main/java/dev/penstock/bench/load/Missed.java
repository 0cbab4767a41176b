package dev.penstock.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads {@code *** you missed 12 lines}, as penstock's chat says it. */
final class Missed {
    private static final byte[] BEGIN = "*** you missed ".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_DIGITS = 12;

    private Missed() {}

    /** How many lines; 0 if it says something else. */
    static long told(byte[] bytes, int from, int to) {
        if (to - from < BEGIN.length || !Arrays.equals(bytes, from, from + BEGIN.length, BEGIN, 0, BEGIN.length))
            return 0;
        long lines = 0;
        int end = Math.min(to, from + BEGIN.length + MAX_DIGITS);
        for (int i = from + BEGIN.length; i < end && bytes[i] >= '0' && bytes[i] <= '9'; i++)
            lines = lines * 10 + bytes[i] - '0';
        return lines;
    }
}
