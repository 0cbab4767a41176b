package dev.penstock;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;

/**
 * Why an outgoing connection does not stand, and never will.
 *
 * @param remote where it was to go
 * @param problem what stood in the way
 * @param message where to and why, in one line
 * @param cause what the system threw, for a log; null where nothing was thrown
 */
public record ConnectFailure(SocketAddress remote, Problem problem, String message, Throwable cause) {
    /** What stood in the way. */
    public enum Problem {
        /** Nobody listens there: it was refused, or there is no such socket file. */
        REFUSED,
        /** Somebody listens on the socket file whose backlog is full at present; over TCP that shows as a timeout. */
        BUSY,
        /** No answer came within the connect timeout, or within the system's own. */
        TIMED_OUT,
        /** There is no route to it, or no network of its family. */
        UNREACHABLE,
        /** The peer, or the network, reset it before it stood. */
        RESET,
        /** The address was never resolved: its host has no address. */
        UNKNOWN_HOST,
        /** Another socket has the local address, or no port is free. */
        LOCAL_IN_USE,
        /** The local address is none of this machine's, or of another family than the remote one. */
        NOT_LOCAL,
        /** The system forbids it. */
        FORBIDDEN,
        /** The reactor has as many connections as it may have, or the process has no descriptor left. */
        TOO_MANY,
        /** The reactor shuts down. */
        SHUTDOWN,
        /** Something else, as the message says. */
        OTHER
    }

    static ConnectFailure timedOut(SocketAddress remote, Duration timeout) {
        return because(remote, Problem.TIMED_OUT, "no answer within " + timeout.toMillis() + " ms");
    }

    static ConnectFailure because(SocketAddress remote, Problem problem, String why) {
        return new ConnectFailure(remote, problem, describe(remote, why), null);
    }

    /** What was thrown by opening, connecting or finishing to connect a channel. */
    static ConnectFailure of(SocketAddress remote, Throwable failure) {
        String text = textOf(failure);
        return new ConnectFailure(remote, problemOf(failure, text), describe(remote, text), failure);
    }

    /** What was thrown by binding a channel to where it was to connect from. */
    static ConnectFailure ofBinding(SocketAddress remote, SocketAddress local, Throwable failure) {
        String text = textOf(failure);
        Problem problem = Problem.NOT_LOCAL;
        if (text.contains("in use")) problem = Problem.LOCAL_IN_USE;
        else if (text.contains("Permission denied")) problem = Problem.FORBIDDEN;
        String why = "from " + AddressFormat.format(local) + ": " + text;
        return new ConnectFailure(remote, problem, describe(remote, why), failure);
    }

    private static String describe(SocketAddress remote, String why) {
        return "cannot connect to " + AddressFormat.format(remote) + ": " + why;
    }

    private static String textOf(Throwable failure) {
        if (failure instanceof UnresolvedAddressException) return "unknown host";
        return failure instanceof IOException && failure.getMessage() != null
                ? failure.getMessage()
                : failure.toString();
    }

    /** The JDK tells most of them apart by their text only. */
    private static Problem problemOf(Throwable failure, String text) {
        if (failure instanceof NoRouteToHostException || text.contains("unreachable")) return Problem.UNREACHABLE;
        if (failure instanceof UnsupportedOperationException || text.contains("not supported"))
            return Problem.UNREACHABLE; // a family that this machine does not have
        if (failure instanceof UnresolvedAddressException) return Problem.UNKNOWN_HOST;
        if (text.contains("timed out")) return Problem.TIMED_OUT;
        if (text.contains("reset") || text.contains("abort")) return Problem.RESET;
        if (failure instanceof ConnectException || text.contains("No such file")) return Problem.REFUSED;
        if (text.contains("temporarily unavailable")) return Problem.BUSY;
        if (text.contains("Cannot assign") || text.contains("in use")) return Problem.LOCAL_IN_USE;
        if (text.contains("denied") || text.contains("not permitted")) return Problem.FORBIDDEN;
        if (text.contains("Too many open files")) return Problem.TOO_MANY;
        return Problem.OTHER;
    }
}
