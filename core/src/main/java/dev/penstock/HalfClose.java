package dev.penstock;

import java.io.IOException;

/**
 * The end of our output where the peer's input goes on: behind what is queued, and before any close. Owned by the reactor's
 * thread.
 */
final class HalfClose {
    private final Reactor reactor;

    HalfClose(Reactor reactor) {
        this.reactor = reactor;
    }

    /** Nothing more is queued from now on; the rest happens when the connection is settled. */
    void begin(Connection connection) {
        if (!connection.takesOutput()) return;
        if (connection.inputEnded && !connection.endUnreported) {
            reactor.closer.mark(connection, CloseReason.END_OF_INPUT, false);
            return;
        }
        Group.leaveAll(connection);
        connection.state = ConnectionState.OUTPUT_ENDED;
        if (connection.retryOwed) forgetRetry(connection);
        connection.roomAwaited = false;
        reactor.settler.touch(connection);
    }

    /** What its input was paused for was room for an answer, and there will be none. */
    private void forgetRetry(Connection connection) {
        connection.retryOwed = false;
        connection.pauses &= ~Pause.BY_POLICY;
        reactor.budget.stopWaiting(connection);
        connection.redeliver = true;
    }

    /** Tells the peer as soon as the kernel has all that comes before. */
    void settle(Connection connection) {
        // A peer that is aborted must see a reset, not an orderly end of what was dropped.
        if (connection.endSent || connection.aborting || !connection.queue.isEmpty()) return;
        connection.endSent = true;
        reactor.spin.progressed();
        try {
            connection.channel.shutdownOutput();
        } catch (IOException e) {
            reactor.closer.broken(connection, e);
        }
    }
}
