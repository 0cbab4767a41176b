package dev.penstock;

/** What became of a message given to {@link Connection#write}. */
public enum WriteResult {
    /** Taken whole: handed to the kernel, or queued in order. */
    ACCEPTED,
    /**
     * Not taken: it would cross the peer's hard limit, or the reactor's budget. The peer is no longer read;
     * {@link ConnectionHandler#onWritable} follows when there is room again.
     */
    RETRY,
    /**
     * Not taken, and never will be: the policy drops what does not fit. It is counted, and
     * {@link ConnectionHandler#onMissed} tells of it once there is room.
     */
    DROPPED,
    /** Not taken: the connection is closing or closed, or our output was ended. */
    CLOSED
}
