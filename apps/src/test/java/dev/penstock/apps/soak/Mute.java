package dev.penstock.apps.soak;

import java.io.IOException;

/** Never reads, until it is reset. */
final class Mute extends Visitor {
    private static final int RECEIVE_BUFFER = 4096;
    private static final int LOOK_MILLIS = 1000;

    private final String room;

    Mute(Crowd crowd, String room) {
        super(crowd);
        this.room = room;
    }

    @Override
    void come() throws IOException {
        come(RECEIVE_BUFFER);
    }

    @Override
    void onCome() throws IOException {
        say("/join " + room);
        read(false);
        after(LOOK_MILLIS, this::look);
    }

    /** An empty line is nobody's message, and shows whether the connection still stands. */
    private void look() throws IOException {
        after(LOOK_MILLIS, this::look);
        say("");
    }

    @Override
    void onGone(String how) {
        comeAfter(500);
    }
}
