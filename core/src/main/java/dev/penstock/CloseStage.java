package dev.penstock;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * The only place where connections end. Anybody may mark one, at any moment; the loop closes the marked ones at one point of
 * its turn, a bounded number, so that no handler finds a connection gone under its feet and no close recurses into another.
 *
 * <p>Owned by the reactor's thread.
 */
final class CloseStage {
    /**
     * Connections that are aborted in one turn although the kernel is full for them: to free some megabytes of socket buffers
     * takes it half a millisecond each, and a thousand may stall at the same moment.
     */
    static final int MAX_FULL_A_TURN = 4;

    private final Reactor reactor;
    private final ConnectionList open = new ConnectionList();
    private final ConnectionList lingering = new ConnectionList();
    private Connection firstMarked;
    private Connection lastMarked;
    private int markedCount;

    CloseStage(Reactor reactor) {
        this.reactor = reactor;
    }

    /** Takes a new connection into the list of the living. */
    void opened(Connection connection) {
        open.add(connection);
        reactor.counters.add(Metric.OPEN, 1);
    }

    /** Connections that exist. */
    int size() {
        return open.size() + lingering.size();
    }

    /** The first of all connections that do not linger. */
    Connection firstOpen() {
        return open.first();
    }

    /** Makes room for one more connection by aborting who lingers longest; false when nobody does. */
    boolean abortOldestLingering() {
        Connection oldest = lingering.first();
        if (oldest == null) return false;
        reset(oldest);
        return true;
    }

    /** Marks a connection to be closed; an abort overrides a close that is still delivering. */
    void mark(Connection connection, CloseReason reason, boolean abort) {
        if (connection.state == ConnectionState.CLOSED) return;
        Group.leaveAll(connection); // nothing can be written to it any more
        if (connection.reason == null || (abort && !connection.aborting)) connection.reason = reason;
        else if (!abort) return;
        connection.aborting |= abort;
        remark(connection);
    }

    /** Has a closing connection looked at again, because what it waited for has happened. */
    void remark(Connection connection) {
        if (connection.marked) return;
        connection.marked = true;
        if (lastMarked == null) firstMarked = connection;
        else lastMarked.nextMarked = connection;
        lastMarked = connection;
        markedCount++;
        reactor.spin.progressed();
    }

    /** A channel operation failed: the connection it was made on ends, nobody else's. */
    void broken(Connection connection, IOException failure) {
        reactor.counters.add(Metric.IO_FAILURES, 1);
        mark(connection, CloseReason.CONNECTION_RESET, true);
        reactor.guard.report(connection, failure);
    }

    /** Marks everybody who is left. */
    void abortAll(CloseReason reason) {
        for (Connection c = open.first(); c != null; c = c.listNext) mark(c, reason, true);
        for (Connection c = lingering.first(); c != null; c = c.listNext) mark(c, reason, true);
    }

    /** A verdict on a slow peer: it is aborted, and what we hold for it is free when this returns. */
    void condemn(Connection connection, CloseReason verdict) {
        boolean isNew = !connection.aborting;
        mark(connection, verdict, true);
        long dropped = reactor.output.drop(connection);
        reactor.input.release(connection);
        reactor.budget.forget(connection);
        if (isNew) reactor.log.aborted(connection, verdict, dropped);
    }

    /** The system has no memory for what a connection needs: it ends, and what waits for it is dropped. */
    void outOfMemory(Connection connection, OutOfMemoryError failure) {
        mark(connection, CloseReason.MEMORY_PRESSURE, true);
        reactor.guard.report(connection, failure);
    }

    boolean hasMarked() {
        return markedCount > 0;
    }

    /**
     * Closes those marked so far, at most a batch, and of those whose kernel is full only a few; returns how many it looked at.
     */
    int closeMarked() {
        int count = Math.min(markedCount, EventLoop.BATCH);
        int full = 0;
        for (int i = 0; i < count; i++) {
            Connection connection = firstMarked;
            if (connection.aborting && connection.blocked && ++full > MAX_FULL_A_TURN) return i;
            firstMarked = connection.nextMarked;
            if (firstMarked == null) lastMarked = null;
            connection.nextMarked = null;
            connection.marked = false;
            markedCount--;
            advanceGuarded(connection);
        }
        return count;
    }

    private void advanceGuarded(Connection connection) {
        try {
            advance(connection);
        } catch (Throwable failure) {
            reactor.guard.report(connection, failure);
            closeQuietly(connection.channel);
        }
    }

    /** Takes a connection one or more states further. */
    private void advance(Connection connection) {
        if (connection.aborting) {
            reset(connection);
            return;
        }
        switch (connection.state) {
            case OPEN, HALF_CLOSED, OUTPUT_ENDED -> drain(connection);
            case DRAINING -> linger(connection);
            case LINGERING -> finish(connection);
            case CLOSED -> {}
        }
    }

    private void drain(Connection connection) {
        connection.state = ConnectionState.DRAINING;
        connection.pauses &= Pause.BY_DISCARD_TURN;
        reactor.input.release(connection);
        if (!connection.queue.isEmpty()) reactor.output.flush(connection);
        linger(connection);
    }

    private void linger(Connection connection) {
        if (connection.aborting) {
            reset(connection);
        } else if (!connection.queue.isEmpty()) {
            reactor.settler.touch(connection);
        } else if (hasNothingToLose(connection)) {
            finish(connection);
        } else {
            startLingering(connection);
        }
    }

    /**
     * Whether a reset could destroy nothing: the peer sends no more, or was sent nothing, or has had the linger timeout
     * already since it was last sent something.
     */
    private boolean hasNothingToLose(Connection connection) {
        if (connection.inputEnded || !connection.hasSent) return true;
        connection.lingerUntilNanos = connection.lastProgressNanos() + connection.terms.lingerNanos;
        return reactor.now() - connection.lingerUntilNanos >= 0;
    }

    private void startLingering(Connection connection) {
        try {
            if (!connection.endSent) connection.channel.shutdownOutput();
        } catch (IOException e) {
            reactor.guard.report(connection, e);
            reset(connection);
            return;
        }
        connection.state = ConnectionState.LINGERING;
        open.remove(connection);
        lingering.add(connection);
        reactor.counters.add(Metric.LINGERING, 1);
        reactor.deadlines.ensure(connection);
        reactor.settler.touch(connection);
        reportClosed(connection);
    }

    /** Ends a connection at once, and has the kernel drop what it holds for it: nothing may stay behind. */
    private void reset(Connection connection) {
        if (connection.state == ConnectionState.CLOSED) return;
        reactor.output.drop(connection);
        if (connection.unixNumber == 0) {
            try {
                connection.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                reactor.guard.report(connection, e);
            }
        }
        finish(connection);
    }

    private void finish(Connection connection) {
        boolean lingered = connection.state == ConnectionState.LINGERING;
        connection.state = ConnectionState.CLOSED;
        (lingered ? lingering : open).remove(connection);
        if (lingered) reactor.counters.add(Metric.LINGERING, -1);
        reactor.counters.add(Metric.OPEN, -1);
        reactor.deadlines.cancel(connection);
        reactor.budget.forget(connection);
        reactor.input.release(connection);
        closeQuietly(connection.channel);
        reactor.left(connection);
        reportClosed(connection);
    }

    private void reportClosed(Connection connection) {
        if (connection.reportedClosed) return;
        connection.reportedClosed = true;
        reactor.counters.addClosed(connection.reason);
        reactor.log.closed(connection, connection.reason);
        reactor.guard.close(connection, connection.reason);
    }

    private void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            reactor.guard.report(null, e);
        }
    }
}
