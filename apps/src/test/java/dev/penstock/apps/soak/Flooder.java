package dev.penstock.apps.soak;

import java.io.IOException;

/** Says all that its kernel takes, whether the server reads it or not. It reads what others say. */
final class Flooder extends Visitor {
    private static final String LINE = "n o i s e ".repeat(9);
    private static final int PAUSE_MILLIS = 50;
    private static final int STAY_MILLIS = 20_000;

    Flooder(Crowd crowd) {
        super(crowd);
    }

    @Override
    void onCome() throws IOException {
        say("/join noise");
        after(PAUSE_MILLIS, this::flood);
        after(STAY_MILLIS, this::resetAndReturn);
    }

    private void flood() throws IOException {
        after(PAUSE_MILLIS, this::flood);
        while (hasRoomFor(LINE.length() + 1)) say(LINE);
    }

    private void resetAndReturn() throws IOException {
        reset();
        comeAfter(500);
    }

    @Override
    void onGone(String how) {
        comeAfter(500);
    }
}
