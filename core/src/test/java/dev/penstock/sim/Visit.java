package dev.penstock.sim;

import dev.penstock.CloseReason;
import dev.penstock.Connection;

/** One connection as its handler has seen it. */
final class Visit {
    final Peer peer;
    final SimSocket socket; // the server's end
    Connection connection;
    boolean isOpened;
    boolean hasThrown;
    boolean isCondemned; // its queue was dropped before its connection is closed
    boolean isClosedByTask;
    boolean isAbortedByTask;
    int closes;
    CloseReason reason;
    long openedAt;
    long waitingSince; // when the bytes that wait began to
    long closedAt;
    long owed; // bytes that the reactor has taken to deliver
    long consumed; // bytes that the handler has consumed
    int answered; // messages that the reactor has taken
    int question; // the message that is being answered
    int copies; // answers to it so far
    int farewells; // messages after the end of the input

    Visit(Peer peer, Connection connection) {
        this.peer = peer;
        this.connection = connection;
        this.socket = peer.socket().other();
    }

    boolean isOver() {
        return closes > 0;
    }

    /** The reactor has taken more to deliver. */
    void owe(int bytes, long now) {
        if (!isWaitedFor()) waitingSince = now;
        owed += bytes;
    }

    /** Whether the handler is at work: one that could not be made never hears of its connection. */
    boolean isAlive() {
        return isOpened && closes == 0;
    }

    /** Whether bytes wait for the peer. */
    boolean isWaitedFor() {
        return socket.written() < owed;
    }
}
