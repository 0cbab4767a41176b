package dev.penstock.apps.soak;

import java.io.IOException;

/** Reads for a while and then does not, for less than the stall timeout: it misses lines, or none. */
final class Dozer extends Visitor {
    private static final int RECEIVE_BUFFER = 4096;

    private final String room;

    Dozer(Crowd crowd, String room) {
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
        after(2000, this::doze);
    }

    private void doze() {
        read(false);
        after(2000, this::wake);
    }

    private void wake() {
        read(true);
        after(2000, this::doze);
    }

    @Override
    void onGone(String how) {
        comeAfter(500);
    }
}
