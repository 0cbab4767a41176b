package dev.penstock.apps.soak;

import java.io.IOException;

/** Speaks, reads, and counts: each line of each other regular must come once, in order, and be whole. */
final class Regular extends Visitor {
    private static final String NAME = "regular";
    private static final String SAYS = ": ~"; // no wanderer or flooder says this
    private static final String TEXT = " the quick brown fox jumps over the lazy dog";

    final int index;
    private final Regulars regulars;
    private final long[] heard;

    Regular(Crowd crowd, Regulars regulars, int index, int size) {
        super(crowd);
        this.regulars = regulars;
        this.index = index;
        heard = new long[size];
    }

    @Override
    void onCome() throws IOException {
        say("/nick " + NAME + index);
        say("/join hall");
    }

    void speak(long number, long due) throws IOException {
        say("~" + number + " " + due + TEXT);
    }

    long heard(int from) {
        return heard[from];
    }

    @Override
    void onLine(String line) {
        if (line.startsWith(MISSED)) crowd.fail(NAME + index + " was told: " + line);
        else if (line.equals(NOTICE + "you are in hall")) regulars.arrived();
        else if (line.startsWith(NAME) && line.contains(SAYS)) onSaid(line);
    }

    private void onSaid(String line) {
        int says = line.indexOf(SAYS);
        int from = Integer.parseInt(line, NAME.length(), says, 10);
        String[] words = line.substring(says + SAYS.length()).split(" ", 3);
        if (Long.parseLong(words[0]) != heard[from] || !TEXT.equals(" " + words[2])) {
            crowd.fail(NAME + index + " heard '" + line + "' instead of line " + heard[from]);
            return;
        }
        heard[from]++;
        crowd.deliveries.incrementAndGet();
        crowd.latencies.recordValue(Math.max(0, System.nanoTime() - Long.parseLong(words[1])));
    }

    @Override
    void onGone(String how) {
        crowd.fail(NAME + index + " is gone: " + how);
    }
}
