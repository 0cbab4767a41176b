package dev.penstock.frame;

import dev.penstock.fuzz.Pieces;
import java.util.Arrays;
import java.util.List;

/**
 * The line decoder for a fuzzer: whatever is sent, in whichever pieces, and whenever it is taken, the lines are those of a naive
 * decoder, and no more memory is held than follows from what has arrived.
 *
 * <p>An input is three bytes and what the peer sends: a shape (the longest line, and whether it speaks telnet), which lines are
 * not taken at first, and how the bytes are cut.
 */
public final class LineTarget {
    private static final int[] MAX_LINES = {1, 2, 7, 20, 80, 300, 1_022, 1_500};
    private static final int HEADER = 3;
    private static final int LONGEST = 4 << 10;

    private LineTarget() {}

    /** What a fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < HEADER || input.length > LONGEST) return;
        byte[] wire = Arrays.copyOfRange(input, HEADER, input.length);
        int maxLine = MAX_LINES[input[0] & 7];
        boolean isTelnet = (input[0] & 8) != 0;
        Reading expected = NaiveLines.read(wire, maxLine, isTelnet);
        expected.requireSame(read(maxLine, isTelnet, 0, Pieces.whole(wire)));
        expected.requireSame(read(maxLine, isTelnet, input[1] & 0xff, Pieces.cut(wire, input[2] & 0xff)));
    }

    private static Reading read(int maxLine, boolean isTelnet, int refusals, List<byte[]> pieces) {
        Framing framing = isTelnet ? Framing.telnetLines(maxLine) : Framing.lines(maxLine);
        int longestUnfinished = maxLine + 1; // a CR may yet be a part of its end
        return FrameTrial.read(framing, new FrameNotes(refusals), longestUnfinished, pieces);
    }
}
