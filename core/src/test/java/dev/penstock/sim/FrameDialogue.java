package dev.penstock.sim;

import dev.penstock.CloseReason;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Frames of four bytes of length and a payload, each of which comes back; now and then one that claims too much. */
public final class FrameDialogue implements Dialogue {
    private static final int HEADER = 4;

    private final int maxFrame;
    private final byte[] script;

    /**
     * Draws what is said.
     *
     * @param about how many bytes, more or less
     * @param maxFrame the longest payload
     */
    public FrameDialogue(Dice dice, int about, int maxFrame) {
        this.maxFrame = maxFrame;
        var said = new ByteArrayOutputStream();
        int most = (int) dice.magnitude(1, maxFrame);
        while (said.size() < about) frame(said, dice, dice.chance(100) ? edge(dice) : dice.between(0, most));
        if (dice.chance(300)) {
            claim(said, tooLong(dice));
            for (int left = dice.between(0, 3); left > 0; left--) frame(said, dice, dice.between(0, most));
        } else if (dice.chance(200)) {
            claim(said, maxFrame);
            content(said, dice, dice.between(0, maxFrame - 1)); // and no more
        } else if (dice.chance(200)) {
            content(said, dice, dice.between(1, HEADER)); // or less than a header
        }
        this.script = said.toByteArray();
    }

    private int edge(Dice dice) {
        return dice.oneOf(0, 1, maxFrame - 1, maxFrame, maxFrame);
    }

    private int tooLong(Dice dice) {
        return dice.oneOf(maxFrame + 1, maxFrame + HEADER, 0x7fffffff, 0x80000000, 0xfffffffc, 0xffffffff);
    }

    private static void frame(ByteArrayOutputStream to, Dice dice, int length) {
        claim(to, length);
        content(to, dice, length);
    }

    private static void claim(ByteArrayOutputStream to, int length) {
        for (int shift = 24; shift >= 0; shift -= 8) to.write(length >>> shift);
    }

    private static void content(ByteArrayOutputStream to, Dice dice, int length) {
        for (int i = 0; i < length; i++) to.write((int) dice.next());
    }

    @Override
    public byte[] script() {
        return script;
    }

    @Override
    public Step next(int from, int to, boolean isEnd) {
        if (isEnd && from == to) return Step.close(to, CloseReason.END_OF_INPUT);
        long claimed = 0;
        for (int i = 0; i < HEADER; i++) {
            if (from + i == to) return isEnd ? Step.close(from, CloseReason.UNFINISHED_FRAME) : null;
            claimed = claimed * 256 + (script[from + i] & 0xff);
        }
        if (claimed > maxFrame) return Step.close(from, CloseReason.FRAME_TOO_LONG);
        int end = from + HEADER + (int) claimed;
        if (end <= to) return Step.answer(end, Arrays.copyOfRange(script, from, end));
        return isEnd ? Step.close(from, CloseReason.UNFINISHED_FRAME) : null;
    }
}
