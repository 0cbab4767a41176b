package dev.penstock.apps.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Members who say a line each so often, and hear each line of each other, in order. Lines are due at fixed times: a server, or a
 * machine, that stops for a while is charged for all whom it kept waiting.
 */
final class Regulars {
    private final Crowd crowd;
    private final long interval; // between two lines, whosever they are
    private final List<Regular> members = new ArrayList<>();
    private int inHall;
    private long start;
    private long said; // lines of all
    private volatile boolean isSilent;

    Regulars(Crowd crowd, int size, int linesPerSecond) {
        this.crowd = crowd;
        interval = 1_000_000_000L / linesPerSecond / size;
        for (int i = 0; i < size; i++) members.add(new Regular(crowd, this, i, size));
    }

    int size() {
        return members.size();
    }

    void come() throws IOException {
        for (Regular member : members) member.come();
    }

    /** One more is where they meet. When all are, they begin. */
    void arrived() {
        if (++inHall < members.size()) return;
        start = System.nanoTime() + interval;
        crowd.at(start, this::speak);
    }

    private void speak() throws IOException {
        long due = start + said * interval;
        for (; due - System.nanoTime() <= 0; due += interval) {
            if (isSilent) return;
            members.get((int) (said % size())).speak(said / size(), due);
            said++;
        }
        crowd.at(due, this::speak);
    }

    /** Nobody says anything from now on. Any thread. */
    void fallSilent() {
        isSilent = true;
    }

    /** How many lines this one has said if so many have been said in all. */
    private long saidBy(int member) {
        return (said - member + size() - 1) / size();
    }

    /** Whether nobody will say any more, and each has heard all that the others have said. */
    boolean haveHeardAll() {
        if (!isSilent) return false;
        for (Regular member : members)
            for (int i = 0; i < size(); i++) if (i != member.index && member.heard(i) < saidBy(i)) return false;
        return true;
    }
}
