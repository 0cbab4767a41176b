package dev.penstock.frame;

import dev.penstock.fuzz.Pieces;
import java.util.Arrays;
import java.util.List;

/**
 * The length-prefixed decoder for a fuzzer: whatever is sent, in whichever pieces, and whenever it is taken, the frames are those
 * of a naive decoder, and no more memory is held than follows from what has arrived.
 *
 * <p>An input is three bytes and what the peer sends: a shape (the longest frame, and whether frames are taken together), which
 * frames are not taken at first, and how the bytes are cut.
 */
public final class LengthPrefixedTarget {
    private static final int[] MAX_FRAMES = {1, 2, 13, 60, 300, 1_019, 1_020, 40_000};
    private static final int HEADER = 3;
    private static final int LONGEST = 4 << 10;

    private LengthPrefixedTarget() {}

    /** What a fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < HEADER || input.length > LONGEST) return;
        byte[] wire = Arrays.copyOfRange(input, HEADER, input.length);
        int maxFrame = MAX_FRAMES[input[0] & 7];
        boolean isRelayed = (input[0] & 8) != 0;
        Reading expected = NaiveFrames.read(wire, maxFrame);
        expected.requireSame(read(maxFrame, isRelayed, 0, Pieces.whole(wire)));
        expected.requireSame(read(maxFrame, isRelayed, input[1] & 0xff, Pieces.cut(wire, input[2] & 0xff)));
    }

    private static Reading read(int maxFrame, boolean isRelayed, int refusals, List<byte[]> pieces) {
        FrameNotes notes = isRelayed ? new RelayNotes(refusals) : new FrameNotes(refusals);
        int longestUnfinished = LengthPrefixedFraming.HEADER_BYTES + maxFrame - 1;
        return FrameTrial.read(Framing.lengthPrefixed(maxFrame), notes, longestUnfinished, pieces);
    }
}
