package dev.penstock.apps.soak;

import java.io.IOException;

/** Comes, says a line, ends its input, and reads until the server ends as well: again and again. */
final class Caller extends Visitor {
    Caller(Crowd crowd) {
        super(crowd);
    }

    @Override
    void onCome() throws IOException {
        say("hello and goodbye");
        endInput();
    }

    @Override
    void onGone(String how) {
        if (!how.equals("end")) crowd.fail("who had ended its input was not answered in order: " + how);
        comeAfter(50);
    }
}
