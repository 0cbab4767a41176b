package dev.penstock.bench.load;

/** Which lines of each speaker one member has heard: the next in order, and which of the last 64 before it have come. */
final class Heard {
    private static final int REMEMBERED = 64; // one that comes later than that is taken for a repeated one

    /** What a line was. */
    enum Line {
        FRESH,
        REORDERED,
        DUPLICATED
    }

    private final int[] next;
    private final long[] last;

    Heard(int speakers) {
        next = new int[speakers];
        last = new long[speakers];
    }

    Line hear(int speaker, int number) {
        int ahead = number - next[speaker];
        if (ahead >= 0) {
            last[speaker] = ahead + 1 >= REMEMBERED ? 1 : last[speaker] << (ahead + 1) | 1;
            next[speaker] = number + 1;
            return Line.FRESH;
        }
        int back = -1 - ahead;
        if (back >= REMEMBERED || (last[speaker] >>> back & 1) != 0) return Line.DUPLICATED;
        last[speaker] |= 1L << back;
        return Line.REORDERED;
    }
}
