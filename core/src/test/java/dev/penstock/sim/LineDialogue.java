package dev.penstock.sim;

import dev.penstock.CloseReason;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Lines that end in LF or CRLF or with the input, with telnet's commands in between or not; now and then one that is too long. */
public final class LineDialogue implements Dialogue {
    private static final int IAC = 255;

    private final int maxLine;
    private final boolean isTelnet;
    private final UnaryOperator<byte[]> answer;
    private final byte[] script;

    /**
     * Draws what is said.
     *
     * @param about how many bytes, more or less
     * @param maxLine the longest line, without its end
     * @param isTelnet whether a line end inside of a telnet command is none
     * @param answer what is answered to a line
     */
    public LineDialogue(Dice dice, int about, int maxLine, boolean isTelnet, UnaryOperator<byte[]> answer) {
        this.maxLine = maxLine;
        this.isTelnet = isTelnet;
        this.answer = answer;
        var said = new ByteArrayOutputStream();
        int most = (int) dice.magnitude(1, maxLine);
        boolean isNegotiating = isTelnet && dice.chance(512);
        while (said.size() < about) {
            int left = dice.chance(100) ? dice.oneOf(0, maxLine - 1, maxLine) : dice.between(0, most);
            while (left > 0) left -= piece(said, dice, left, isNegotiating);
            end(said, dice);
        }
        if (dice.chance(300)) { // too long, by one or by far
            fill(said, dice, maxLine);
            said.write(dice.oneOf('\r', 'x'));
            fill(said, dice, dice.chance(512) ? 1 : dice.between(1, 3 * maxLine));
            end(said, dice);
        } else if (dice.chance(500)) {
            fill(said, dice, dice.between(0, maxLine - 1)); // and no end
            if (dice.chance(300)) said.write('\r');
            else if (isNegotiating) said.write(IAC);
        }
        this.script = said.toByteArray();
    }

    private static int piece(ByteArrayOutputStream to, Dice dice, int most, boolean isNegotiating) {
        if (isNegotiating && most >= 9 && dice.chance(300)) {
            byte[] command = command(dice);
            to.writeBytes(command);
            return command.length;
        }
        to.write(dice.chance(40) ? '\r' : letter(dice));
        return 1;
    }

    private static byte[] command(Dice dice) {
        byte option = dice.<Integer>oneOf(1, 3, 10, 13, 24).byteValue();
        byte iac = (byte) IAC;
        return dice.oneOf(
                new byte[] {iac, (byte) 251, option}, // WILL
                new byte[] {iac, (byte) 254, option}, // DON'T
                new byte[] {iac, (byte) 241}, // NOP
                new byte[] {iac, iac},
                new byte[] {iac, (byte) 250, option, 10, iac, (byte) 240},
                new byte[] {iac, (byte) 250, option, iac, iac, iac, (byte) 240},
                new byte[] {iac, (byte) 250, option, iac, iac, (byte) 240, 10, iac, (byte) 240});
    }

    private static void fill(ByteArrayOutputStream to, Dice dice, int length) {
        for (int i = 0; i < length; i++) to.write(letter(dice));
    }

    private static int letter(Dice dice) {
        return dice.chance(900) ? dice.between('a', 'z') : dice.between(128, 254);
    }

    private static void end(ByteArrayOutputStream to, Dice dice) {
        if (dice.chance(512)) to.write('\r');
        to.write('\n');
    }

    @Override
    public byte[] script() {
        return script;
    }

    @Override
    public Step next(int from, int to, boolean isEnd) {
        if (isEnd && from == to) return Step.close(to, CloseReason.END_OF_INPUT);
        for (int at = from; at < to; ) {
            if (script[at] == '\n') {
                int length = withoutCarriageReturn(from, at);
                if (length > maxLine) return Step.close(from, CloseReason.FRAME_TOO_LONG);
                return answerTo(from, length, at + 1);
            }
            int next = at + (isTelnet && (script[at] & 0xff) == IAC ? commandLength(at, to) : 1);
            if (next == at) break;
            at = next;
        }
        if (withoutCarriageReturn(from, Math.min(to, from + maxLine + 2)) > maxLine)
            return Step.close(from, CloseReason.FRAME_TOO_LONG);
        return isEnd ? answerTo(from, withoutCarriageReturn(from, to), to) : null;
    }

    private Step answerTo(int from, int length, int end) {
        return Step.answer(end, answer.apply(Arrays.copyOfRange(script, from, from + length)));
    }

    private int withoutCarriageReturn(int from, int to) {
        return to > from && script[to - 1] == '\r' ? to - 1 - from : to - from;
    }

    /** 0 when it is not all there. */
    private int commandLength(int at, int to) {
        if (at + 1 >= to) return 0;
        int kind = script[at + 1] & 0xff;
        if (kind != 250) {
            int length = kind >= 251 && kind <= 254 ? 3 : 2;
            return at + length <= to ? length : 0;
        }
        for (int i = at + 2; i + 1 < to; i++) {
            if ((script[i] & 0xff) != IAC) continue;
            if ((script[i + 1] & 0xff) == 240) return i + 2 - at;
            i++;
        }
        return 0;
    }
}
