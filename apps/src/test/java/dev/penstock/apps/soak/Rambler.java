package dev.penstock.apps.soak;

import java.io.IOException;

/** Begins lines that do not end in time, or are too long, and is closed for it. */
final class Rambler extends Visitor {
    private static final String TOO_LONG = "and ".repeat(2000);

    private boolean says;

    Rambler(Crowd crowd) {
        super(crowd);
    }

    @Override
    void onCome() throws IOException {
        says = !says;
        send(says ? TOO_LONG : "and then");
    }

    @Override
    void onGone(String how) {
        comeAfter(500);
    }
}
