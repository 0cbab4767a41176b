package dev.penstock;

import java.io.IOException;

/** A listener could not be opened; the message says on what address and why, in one line. */
public final class ListenException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What stood in the way. */
    public enum Problem {
        /** Another socket has the port. */
        PORT_IN_USE,
        /** A live server has the socket file, or something that is no socket is in its place. */
        SOCKET_FILE_IN_USE,
        /** The name does not resolve. */
        UNKNOWN_HOST,
        /** The address is none of this machine's. */
        NOT_LOCAL,
        /** The system forbids it: most often a port below 1024, or a directory that is not writable. */
        FORBIDDEN,
        /** Something else, as the message says. */
        OTHER
    }

    private final Problem problem;

    ListenException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    /** What was thrown by opening or binding a channel. The JDK tells most of it apart by its text only. */
    static ListenException of(String address, Exception thrown) {
        String text = String.valueOf(thrown.getMessage());
        Problem problem = Problem.OTHER;
        if (text.contains("already in use")) problem = Problem.PORT_IN_USE;
        else if (thrown instanceof UnsupportedOperationException
                || text.contains("Cannot assign")
                || text.contains("not supported")) problem = Problem.NOT_LOCAL;
        else if (text.contains("Permission denied")) problem = Problem.FORBIDDEN;
        return new ListenException(problem, "cannot listen on " + address + ": " + text, thrown);
    }

    /**
     * What stood in the way.
     *
     * @return the kind of problem
     */
    public Problem problem() {
        return problem;
    }
}
