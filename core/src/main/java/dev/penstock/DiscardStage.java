package dev.penstock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Input of peers that we are closing: read, because the kernel would answer what is left unread with a reset, which may destroy
 * what the peer was sent last; and dropped.
 *
 * <p>Thousands may be closed at once and go on sending. A turn reads some of them; the others leave the selector, in which they
 * would be ready in every turn, and wait here. Owned by the reactor's thread.
 */
final class DiscardStage {
    /**
     * Reads of what is only dropped that a turn has for those who are ready, and as many for those who wait: with the default
     * read buffer about a quarter of a millisecond together.
     */
    static final int READS_A_TURN = 8;

    /** Most bytes discarded from one peer: what was on its way when we began to close, on a fast network. */
    static final int MAX_DISCARDED_BYTES = 16 << 20;

    private final Reactor reactor;
    private final ByteBuffer readBuffer;
    private final ArrayDeque<Connection> waiting = new ArrayDeque<>();
    private int reads; // of those who were ready, in this turn

    DiscardStage(Reactor reactor, ByteBuffer readBuffer) {
        this.reactor = reactor;
        this.readBuffer = readBuffer;
    }

    /** The kernel has input of a peer that we are closing. */
    void readable(Connection connection) {
        if (reads < READS_A_TURN) {
            if (discard(connection)) reads++;
        } else {
            connection.pauses |= Pause.BY_DISCARD_TURN;
            waiting.add(connection);
            reactor.spin.progressed();
        }
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** Reads of those who wait, first come, first served; returns how many it looked at. */
    int readWaiting() {
        reads = 0;
        int count = Math.min(waiting.size(), READS_A_TURN);
        for (int i = 0; i < count; i++) {
            reactor.guard.discard(waiting.remove());
            reactor.spin.progressed();
        }
        return count;
    }

    /** One who waited is read; who has sent nothing more goes back to the selector. */
    void readWaiting(Connection connection) {
        if (connection.state == ConnectionState.CLOSED || connection.aborting) return;
        if (discard(connection) && connection.pauses == Pause.BY_DISCARD_TURN) {
            waiting.add(connection);
        } else {
            connection.pauses &= ~Pause.BY_DISCARD_TURN;
            reactor.settler.touch(connection);
        }
    }

    /** One read; whether it brought something. */
    private boolean discard(Connection connection) {
        int got;
        try {
            got = connection.channel.read(readBuffer.clear());
        } catch (IOException e) {
            reactor.closer.broken(connection, e);
            return false;
        }
        if (got < 0) {
            connection.inputEnded = true;
            reactor.spin.progressed();
            if (connection.state == ConnectionState.LINGERING) reactor.closer.remark(connection);
        } else if (got > 0) {
            connection.discarded += got;
            reactor.counters.add(Metric.BYTES_IN, got);
            // It is not closed for that: what it was sent may be on its way, and it has its linger timeout to take it.
            if (connection.discarded >= MAX_DISCARDED_BYTES) connection.pauses |= Pause.BY_DISCARD_LIMIT;
        }
        return got > 0;
    }
}
