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
    /**
     * How soon a peer that takes nothing is first offered its bytes again; each further time after twice as long. The kernel
     * calls a socket writable only when a third of its buffer is free, so without this a peer whose own kernel still took a
     * little would be given a second stall timeout for it.
     */
    static final long FIRST_PROBE_NANOS = 100_000_000L;

    private static final long FRAME_RATE_GRACE_NANOS = ConnectionOptions.FRAME_RATE_GRACE_SECONDS * 1_000_000_000L;

    private static final long NEVER = Long.MAX_VALUE;

    /** A connection's one timer. */
    static final class ConnectionTimer extends Timer {
        private final Connection connection;

        ConnectionTimer(Connection connection) {
            this.connection = connection;
        }

        @Override
        protected void fire() {
            connection.reactor.guard.check(connection);
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
        long left = Math.min(Math.min(untilProbe(connection), untilIdle(connection)), untilLingered(connection));
        left = Math.min(left, Math.min(untilTooSlow(connection), untilRelieved(connection)));
        left = Math.min(left, untilFrameEnds(connection));
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
        if (untilProbe(connection) <= 0) probe(connection);
        if (untilTooSlow(connection) <= 0) judge(connection);
        if (untilRelieved(connection) <= 0) relieve(connection);
        if (untilIdle(connection) <= 0) reactor.closer.mark(connection, CloseReason.IDLE, false);
        if (untilFrameEnds(connection) <= 0) reactor.closer.mark(connection, CloseReason.FRAME_TIMEOUT, false);
        if (untilLingered(connection) <= 0) reactor.closer.remark(connection);
        else if (!connection.aborting) ensure(connection);
    }

    /** Offers the bytes once more; only a write that takes nothing is a stall. */
    private void probe(Connection connection) {
        long progressBefore = connection.lastProgressNanos();
        reactor.output.flush(connection);
        reactor.settler.touch(connection);
        if (connection.queue.isEmpty() || connection.lastProgressNanos() != progressBefore) return;
        connection.probes++;
        if (stalledFor(connection) >= connection.terms.stallNanos)
            reactor.closer.condemn(connection, CloseReason.STALLED);
    }

    /** More than the soft limit has waited for too long; but the kernel is asked once more. */
    private void judge(Connection connection) {
        reactor.output.flush(connection);
        reactor.settler.touch(connection);
        if (untilTooSlow(connection) <= 0) reactor.closer.condemn(connection, CloseReason.SLOW_PEER);
    }

    private void relieve(Connection connection) {
        connection.waiting.sinceNanos = reactor.now();
        reactor.gate.relieve(connection);
    }

    private long stalledFor(Connection connection) {
        return reactor.now() - connection.lastProgressNanos();
    }

    /** Until the bytes that wait are to be offered again, at the latest when the stall timeout ends. */
    private long untilProbe(Connection connection) {
        if (connection.queue.isEmpty()) return NEVER;
        long stall = connection.terms.stallNanos;
        long next = connection.probes < 30 ? FIRST_PROBE_NANOS << connection.probes : stall;
        return Math.min(stall, next) - stalledFor(connection);
    }

    private long untilIdle(Connection connection) {
        long idle = connection.terms.idleNanos;
        boolean isWatched = idle > 0 && connection.isServed() && connection.pauses == 0;
        if (!isWatched) return idle > 0 && connection.isServed() ? idle : NEVER;
        long now = reactor.now();
        return idle - Math.min(now - connection.lastInputNanos, now - connection.lastProgressNanos());
    }

    private long untilTooSlow(Connection connection) {
        if (!connection.overSoftLimit || !connection.isServed()) return NEVER;
        return connection.overSoftLimitSinceNanos + connection.terms.softNanos - reactor.now();
    }

    /** Who waits for budget and is owed bytes has a probe; who only holds an unfinished message would wait for ever. */
    private long untilRelieved(Connection connection) {
        boolean isWaiting = (connection.pauses & Pause.BY_BUDGET) != 0 && connection.isServed();
        if (!isWaiting || !connection.queue.isEmpty()) return NEVER;
        return connection.waiting.sinceNanos + connection.terms.stallNanos - reactor.now();
    }

    /** Until the unfinished frame must be there, or enough of it; what arrives meanwhile moves the latter on. */
    private long untilFrameEnds(Connection connection) {
        ConnectionTerms terms = connection.terms;
        boolean isWatched = connection.kept != null && connection.pauses == 0 && connection.isServed();
        if (!isWatched || !terms.limitsFrames()) return NEVER;
        long deadline = terms.frameNanos > 0 ? terms.frameNanos : NEVER;
        int rate = terms.minFrameRate;
        if (rate > 0) {
            long paid = connection.kept.size() * 1_000_000_000L / rate;
            deadline = Math.min(deadline, FRAME_RATE_GRACE_NANOS + paid);
        }
        return deadline - (reactor.now() - connection.frameBegunNanos);
    }

    private long untilLingered(Connection connection) {
        if (connection.state != ConnectionState.LINGERING) return NEVER;
        return connection.lingerUntilNanos - reactor.now();
    }
}
