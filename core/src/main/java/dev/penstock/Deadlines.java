package dev.penstock;

import dev.penstock.timer.Timer;
import dev.penstock.timer.TimerWheel;

/**
 * The times by which a connection must have done something: taken a byte, sent a byte, gone away.
 *
 * <p>A connection has one timer at most, and it is checked lazily: reading and writing only note the time, and when the timer
 * fires early it is armed again for the rest. A busy connection never touches the wheel. Owned by the reactor's thread.
 */
final class Deadlines {
    private static final long NEVER = Long.MAX_VALUE;

    /** A connection's one timer. */
    static final class ConnectionTimer extends Timer {
        private final Connection connection;

        ConnectionTimer(Connection connection) {
            this.connection = connection;
        }

        @Override
        protected void fire() {
            connection.reactor.check(connection);
        }
    }

    private final Reactor reactor;
    private final TimerWheel wheel;

    Deadlines(Reactor reactor, TimerWheel wheel) {
        this.reactor = reactor;
        this.wheel = wheel;
    }

    /** Makes sure that the connection is looked at by its next deadline. */
    void ensure(Connection connection) {
        long left = Math.min(Math.min(untilStalled(connection), untilIdle(connection)), untilLingered(connection));
        if (left == NEVER) return;
        if (connection.timer == null) connection.timer = new ConnectionTimer(connection);
        long deadline = reactor.now() + Math.max(0, left);
        if (!wheel.isArmedBy(connection.timer, deadline)) wheel.arm(connection.timer, deadline);
    }

    void cancel(Connection connection) {
        if (connection.timer != null) wheel.cancel(connection.timer);
    }

    /** Looks at a connection whose timer has fired. */
    void check(Connection connection) {
        if (connection.state == ConnectionState.CLOSED) return;
        if (untilStalled(connection) <= 0) {
            // The kernel reports writability late: only a write that takes nothing is a stall.
            reactor.output.flush(connection);
            if (untilStalled(connection) <= 0) reactor.closer.mark(connection, CloseReason.STALLED, true);
            else reactor.output.touch(connection);
        }
        if (untilIdle(connection) <= 0) reactor.closer.mark(connection, CloseReason.IDLE, false);
        if (untilLingered(connection) <= 0) reactor.closer.remark(connection);
        else if (!connection.aborting) ensure(connection);
    }

    private long untilStalled(Connection connection) {
        if (connection.queue.isEmpty()) return NEVER;
        return connection.listener.stallNanos - (reactor.now() - connection.lastProgressNanos());
    }

    private long untilIdle(Connection connection) {
        long idle = connection.listener.idleNanos;
        boolean isWatched = idle > 0 && connection.isServed() && connection.pauses == 0;
        if (!isWatched) return idle > 0 && connection.isServed() ? idle : NEVER;
        long now = reactor.now();
        return idle - Math.min(now - connection.lastInputNanos, now - connection.lastProgressNanos());
    }

    private long untilLingered(Connection connection) {
        if (connection.state != ConnectionState.LINGERING) return NEVER;
        return connection.lingerUntilNanos - reactor.now();
    }
}
