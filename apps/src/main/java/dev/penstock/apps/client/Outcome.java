package dev.penstock.apps.client;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import java.io.IOException;

/** How it ends: the first thing that went wrong, unless it was to end in any case. Any thread. */
final class Outcome {
    private String failure; // null as long as nothing is wrong
    private String networkFailure; // what the system says of the connection
    private boolean isServed; // the server has ended
    private boolean isEnding; // by us
    private boolean isStopped; // by a signal
    private final String mustBeSent; // what the server may not end before; null where it may end any time

    Outcome(String mustBeSent) {
        this.mustBeSent = mustBeSent;
    }

    synchronized void failed(String why) {
        if (failure == null && !isEnding) failure = why;
    }

    /** What the reactor has contained: of its connection, or a mistake of ours. */
    synchronized void contained(Connection connection, Throwable thrown) {
        if (thrown instanceof IOException) networkFailure = thrown.getMessage();
        else failed("failed: " + thrown);
    }

    /** @param isAllSent whether nothing is known that was still to be sent */
    synchronized void serverEnded(boolean isAllSent) {
        isServed = true;
        if (!isAllSent && mustBeSent != null) failed("the server ended before " + mustBeSent + " was sent whole");
    }

    synchronized void closed(String peer, CloseReason reason) {
        if (isServed || isEnding) return;
        failed(
                reason != CloseReason.CONNECTION_RESET
                        ? "the connection to " + peer + " ended: " + reason.text()
                        : isReset()
                                ? peer + " reset the connection"
                                : "the connection to " + peer + " broke: " + networkFailure);
    }

    /** Broken pipe: we have written to somebody who had reset the connection before. */
    private boolean isReset() {
        return networkFailure == null || networkFailure.contains("reset") || networkFailure.contains("Broken pipe");
    }

    /** Nobody reads our output any more: what was to be done is done. */
    synchronized void outputClosed() {
        isEnding = true;
    }

    synchronized void stopped() {
        isEnding = true;
        isStopped = true;
    }

    synchronized boolean isStopped() {
        return isStopped;
    }

    synchronized String failure() {
        return failure;
    }
}
