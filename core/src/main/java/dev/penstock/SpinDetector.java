package dev.penstock;

/**
 * Notices a loop that is woken again and again and finds nothing to do, from whichever cause: a kernel's quirk, a readiness
 * that nobody takes. Then each key that is reported ready and comes to nothing is closed, until something moves again.
 *
 * <p>Netty answers the same with a new selector after 512 turns, which does not help when the cause is a key; a healthy loop
 * has at most one or two such turns in a row. Owned by the reactor's thread.
 */
final class SpinDetector {
    /** Turns without progress in a row that count as spinning. */
    static final int SPIN_TURNS = 1024;

    private long progress;
    private long progressAtTurn;
    private int idleTurns;

    /** Something was done: a byte, an accept, a task, a timer, a change of state. */
    void progressed() {
        progress++;
    }

    long progress() {
        return progress;
    }

    /** Ends a turn; true when the loop has just been found to spin. */
    boolean turnEnded() {
        if (progress != progressAtTurn) {
            progressAtTurn = progress;
            idleTurns = 0;
            return false;
        }
        if (isHunting()) return false;
        return ++idleTurns == SPIN_TURNS;
    }

    /** Whether a key that came to nothing is to be closed. */
    boolean isHunting() {
        return idleTurns >= SPIN_TURNS;
    }
}
