package dev.penstock.apps.sim;

import dev.penstock.CloseReason;
import dev.penstock.sim.Dialogue;
import dev.penstock.sim.Dice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Whatever a read has got is answered. */
final class ReadDialogue implements Dialogue {
    private final byte[] answer;
    private final byte[] script;

    ReadDialogue(Dice dice, int about, byte[] answer) {
        this.answer = answer;
        var said = new ByteArrayOutputStream();
        while (said.size() < about)
            said.writeBytes(dice.oneOf("good", " ", "morning", "\n", "\r\n", "\u001b", "\u00fc", "\u4e2d")
                    .getBytes(StandardCharsets.UTF_8));
        this.script = said.toByteArray();
    }

    @Override
    public byte[] script() {
        return script;
    }

    @Override
    public Step next(int from, int to, boolean isEnd) {
        if (to > from) return Step.answer(to, answer);
        return isEnd ? Step.close(to, CloseReason.END_OF_INPUT) : null;
    }
}
