package dev.penstock;

import dev.penstock.timer.Timer;
import java.util.concurrent.CompletableFuture;

/**
 * The orderly end of a reactor: accept what the backlog holds, receive the datagrams that have arrived, give up what is on its way
 * out, read no more, answer what was read, deliver, linger, and at the deadline force. Owned by the reactor's thread.
 */
final class Shutdown extends Timer {
    private final Reactor reactor;
    private final CompletableFuture<ShutdownReport> report = new CompletableFuture<>();
    private volatile boolean isRequested; // not a task: a full queue must not keep the reactor from ending
    private long requestedNanos;
    private boolean begun;
    private long connections;
    private long connecting;
    private long bytesOutBefore;
    private long droppedBefore;

    Shutdown(Reactor reactor) {
        this.reactor = reactor;
    }

    /** Completed when the reactor has ended. Any thread. Each caller's own: one who gives up waiting does so alone. */
    CompletableFuture<ShutdownReport> report() {
        return report.copy();
    }

    boolean hasBegun() {
        return begun;
    }

    /** Asks for the end. Any thread; the reactor is to be woken. */
    synchronized void request(long deadlineNanos) {
        if (!isRequested || deadlineNanos - requestedNanos < 0) requestedNanos = deadlineNanos;
        isRequested = true;
    }

    void beginIfRequested() {
        if (!isRequested) return;
        long deadlineNanos;
        synchronized (this) {
            isRequested = false;
            deadlineNanos = requestedNanos;
        }
        begin(deadlineNanos);
    }

    /** Whether the loop must not wait: the end is asked for, or reached. */
    boolean isUrgent() {
        return isRequested || isOver();
    }

    private void begin(long deadlineNanos) {
        if (begun) {
            // A second call can only bring the end nearer.
            if (!reactor.wheel.isArmedBy(this, deadlineNanos)) reactor.wheel.arm(this, deadlineNanos);
            return;
        }
        begun = true;
        reactor.wheel.arm(this, deadlineNanos); // first: whatever fails below, there will be an end
        reactor.listening.closeAll();
        connecting = reactor.connector.giveUp();
        reactor.datagrams.end();
        connections = reactor.closer.size();
        bytesOutBefore = reactor.counters.get(Metric.BYTES_OUT);
        droppedBefore = reactor.counters.get(Metric.BYTES_DROPPED);
        for (Connection c = reactor.closer.firstOpen(); c != null; c = c.listNext) stopReading(c);
    }

    /** A connection that is accepted, or was open, when the end began. */
    void stopReading(Connection connection) {
        if (!connection.isServed()) return;
        connection.pauses |= Pause.BY_SHUTDOWN;
        reactor.settler.touch(connection);
    }

    /** Closes a connection as soon as all that was read from it is answered. */
    void settle(Connection connection) {
        boolean mayStillAnswer = connection.isPausedByPolicy()
                || ((connection.pauses & Pause.BY_HANDLER) != 0 && connection.kept != null);
        if (connection.isServed() && !mayStillAnswer) reactor.closer.mark(connection, CloseReason.SHUTDOWN, false);
    }

    /** The deadline: whoever is left is reset, a batch a turn. */
    @Override
    protected void fire() {
        reactor.closer.abortAll(CloseReason.SHUTDOWN);
    }

    /** Whether everything is over; then the report is complete. */
    boolean isOver() {
        return begun && reactor.closer.size() == 0 && !reactor.closer.hasMarked();
    }

    void complete() {
        reactor.wheel.cancel(this);
        report.complete(new ShutdownReport(
                connections,
                connecting,
                reactor.counters.get(Metric.BYTES_OUT) - bytesOutBefore,
                reactor.counters.get(Metric.BYTES_DROPPED) - droppedBefore));
    }
}
