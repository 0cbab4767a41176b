package dev.penstock;

/** What became of a datagram. None of them says that it arrives: nobody knows that. */
public enum SendResult {
    /** The kernel has it. */
    SENT,
    /** The kernel's buffer is full: it is gone, and counted. Whoever needs it to arrive sends it again some time. */
    DROPPED,
    /** The system refuses to send it there: there is no route, or it is forbidden. Reported to the {@link ErrorHandler}. */
    REFUSED,
    /** The endpoint is closed. */
    CLOSED
}
