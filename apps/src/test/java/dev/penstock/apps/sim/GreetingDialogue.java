package dev.penstock.apps.sim;

import dev.penstock.CloseReason;
import dev.penstock.sim.Dialogue;
import dev.penstock.sim.Dice;
import java.nio.charset.StandardCharsets;

/** Whoever connects is greeted, whatever they say. */
final class GreetingDialogue implements Dialogue {
    private static final byte[] GREETING = "Hello, world!".getBytes(StandardCharsets.US_ASCII);

    private final byte[] script;

    GreetingDialogue(Dice dice, int about) {
        script = new byte[about];
        for (int i = 0; i < about; i++) script[i] = (byte) dice.next();
    }

    @Override
    public byte[] script() {
        return script;
    }

    @Override
    public Step greeting() {
        return new Step(0, GREETING, CloseReason.CLOSED_BY_SERVER);
    }

    @Override
    public Step next(int from, int to, boolean isEnd) {
        return to > from ? Step.answer(to, new byte[0]) : null;
    }
}
