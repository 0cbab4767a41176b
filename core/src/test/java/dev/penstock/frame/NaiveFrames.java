package dev.penstock.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.penstock.CloseReason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Length-prefixed frames as the page that describes them says it, with all bytes at hand and no regard to speed. */
final class NaiveFrames {
    private NaiveFrames() {}

    static Reading read(byte[] wire, int maxFrame) {
        List<String> frames = new ArrayList<>();
        int at = 0;
        while (wire.length - at >= 4) {
            var claimed = new BigInteger(1, Arrays.copyOfRange(wire, at, at + 4));
            if (claimed.compareTo(BigInteger.valueOf(maxFrame)) > 0)
                return new Reading(frames, CloseReason.FRAME_TOO_LONG);
            int end = at + 4 + claimed.intValueExact();
            if (end > wire.length) break;
            frames.add(new String(Arrays.copyOfRange(wire, at + 4, end), ISO_8859_1));
            at = end;
        }
        return new Reading(frames, at < wire.length ? CloseReason.UNFINISHED_FRAME : CloseReason.END_OF_INPUT);
    }
}
