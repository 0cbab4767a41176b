package dev.penstock.apps.soak;

import java.io.IOException;

/** Is gone in the middle of a line. */
final class Dropout extends Visitor {
    Dropout(Crowd crowd) {
        super(crowd);
    }

    @Override
    void onCome() throws IOException {
        say("/join noise");
        send("half a li");
        after(100, this::resetAndReturn);
    }

    private void resetAndReturn() throws IOException {
        reset();
        comeAfter(100);
    }

    @Override
    void onGone(String how) {
        comeAfter(100);
    }
}
