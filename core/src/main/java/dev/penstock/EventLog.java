package dev.penstock;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Arrays;

/**
 * What a reactor tells the log, in one place: the loop's code has no logging in it.
 *
 * <p>Warnings are limited to one a second and kind, with the number of those held back; who comes and goes is told at info
 * level, each. Nothing a peer sent is in any line. Owned by the reactor's thread.
 */
final class EventLog implements ErrorHandler {
    private enum Kind {
        ABORT,
        FAILURE,
        ACCEPT,
        SPIN
    }

    private static final System.Logger LOGGER = System.getLogger("dev.penstock");
    private static final long SECOND = 1_000_000_000L;

    private final String name;
    private final NanoClock clock;
    private final long[] nextAllowed = new long[Kind.values().length];
    private final long[] suppressed = new long[Kind.values().length];

    EventLog(String name, NanoClock clock) {
        this.name = name;
        this.clock = clock;
        Arrays.fill(nextAllowed, clock.nanoTime());
    }

    void opened(Connection connection) {
        if (LOGGER.isLoggable(Level.INFO))
            log(
                    Level.INFO,
                    connection.isOutgoing
                            ? "connected to " + connection.peerName()
                            : connection.peerName() + " connected");
    }

    void closed(Connection connection, CloseReason reason) {
        if (LOGGER.isLoggable(Level.INFO)) log(Level.INFO, connection.peerName() + " left (" + reason.text() + ")");
    }

    /** A verdict: the peer was aborted although it was still there. */
    void aborted(Connection connection, CloseReason reason, long dropped) {
        warn(Kind.ABORT, connection.peerName() + " aborted: " + reason.text() + ", " + dropped + " bytes dropped");
    }

    void acceptFailed(Throwable failure, long retryMillis) {
        warn(Kind.ACCEPT, "accept failed (" + failure.getMessage() + "); next try in " + retryMillis + " ms");
    }

    void spinning(int turns) {
        warn(
                Kind.SPIN,
                "the loop was woken " + turns + " times in a row with nothing to do; closing whoever causes it");
    }

    @Override
    public void onError(Connection connection, Throwable failure) {
        String subject = connection == null ? "a task" : connection.peerName();
        if (failure instanceof IOException)
            LOGGER.log(Level.DEBUG, () -> name + ": " + subject + ": " + failure.getMessage());
        else warn(Kind.FAILURE, subject + " failed: " + SafeText.escape(String.valueOf(failure)) + at(failure));
    }

    /** Where it was thrown: one line says as much as most stack traces. */
    private static String at(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }

    private void log(Level level, String text) {
        try {
            LOGGER.log(level, name + ": " + text);
        } catch (RuntimeException e) {
            // A log that fails must not take a connection with it.
        }
    }

    private void warn(Kind kind, String text) {
        long now = clock.nanoTime();
        int i = kind.ordinal();
        if (now - nextAllowed[i] < 0) {
            suppressed[i]++;
            return;
        }
        String more = suppressed[i] == 0 ? "" : " (and " + suppressed[i] + " more like this)";
        log(Level.WARNING, text + more);
        nextAllowed[i] = now + SECOND;
        suppressed[i] = 0;
    }
}
