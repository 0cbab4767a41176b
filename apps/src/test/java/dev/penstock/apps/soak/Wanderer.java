package dev.penstock.apps.soak;

import java.io.IOException;

/** Takes names, goes from room to room, says something in each, and leaves with a word to come again. */
final class Wanderer extends Visitor {
    private static final String[] ROOMS = {"den", "hall", "lobby", "noise"};
    private static final String[] WORDS = {
        "hello",
        "/me waves",
        "/who",
        "/rooms",
        "/msg regular1 psst",
        "//slash",
        "/frobnicate",
        "gr\u00fc\u00dfe \u001b[1m"
    };

    private final int index;
    private int steps;

    Wanderer(Crowd crowd, int index) {
        super(crowd);
        this.index = index;
    }

    @Override
    void onCome() throws IOException {
        after(200, this::step);
    }

    private void step() throws IOException {
        switch (steps++ % 8) {
            case 1 -> say("/nick wanderer" + index + "-" + steps);
            case 3 -> say("/join " + ROOMS[crowd.dice.nextInt(ROOMS.length)]);
            case 7 -> say(crowd.dice.nextBoolean() ? "/quit for now" : "/quit");
            default -> say(WORDS[crowd.dice.nextInt(WORDS.length)]);
        }
        after(200, this::step);
    }

    @Override
    void onGone(String how) {
        comeAfter(300);
    }
}
