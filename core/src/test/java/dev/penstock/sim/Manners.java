package dev.penstock.sim;

/**
 * How a peer behaves, as data; times in nanoseconds.
 *
 * @param total bytes, or with frames about as many, that it sends in all
 * @param chunk bytes that it sends at once
 * @param gap between one chunk and the next; for one who takes turns, between an answer and the next question
 * @param takesTurns whether it waits for the whole answer before it sends the next chunk
 * @param readChunk most bytes that it reads at once; 0 for one who never reads
 * @param readGap between one read and the next; 0 for one who reads as soon as there is something
 * @param pauseAt bytes after which it stops reading for a while, or never when 0
 * @param pauseFor how long it then does not read
 * @param ending how it ends
 * @param endAfter when, after it has connected; 0 for as soon as all is sent
 */
record Manners(
        long total,
        int chunk,
        long gap,
        boolean takesTurns,
        int readChunk,
        long readGap,
        long pauseAt,
        long pauseFor,
        Ending ending,
        long endAfter) {
    /** The ways to end. */
    enum Ending {
        /** Ends its output, reads on to the end, and closes. */
        HALF_CLOSE,
        /** Closes both directions, whatever it has not read. */
        CLOSE,
        /** Resets. */
        RESET,
        /** Waits for the server to end it. */
        STAY
    }

    static final int EAGER = 8 << 10;

    /** Whether it reads everything as soon as it comes. */
    boolean isEager() {
        return readChunk == EAGER && readGap == 0 && pauseAt == 0;
    }
}
