package dev.penstock;

/** Why a connection ended. */
public enum CloseReason {
    /** The peer ended its input, and all it was owed was handed to the kernel. */
    END_OF_INPUT("end of input"),
    /** The peer had connected to us, and the handler closed it. */
    CLOSED_BY_SERVER("closed by the server"),
    /** We had connected to the peer, and the handler closed it. */
    CLOSED_BY_CLIENT("closed by the client"),
    /** The peer, or the network, reset it. */
    CONNECTION_RESET("connection reset"),
    /** Bytes waited and the peer took none for the stall timeout. */
    STALLED("stalled"),
    /** More waited for it than its hard limit, or for too long more than its soft limit. */
    SLOW_PEER("too slow"),
    /** Nothing was sent or received for the idle timeout. */
    IDLE("idle"),
    /** A frame or line was longer than allowed, or claimed to be. */
    FRAME_TOO_LONG("frame too long"),
    /** A frame or line, once begun, did not end in time, or came too slowly. */
    FRAME_TIMEOUT("frame timeout"),
    /** The peer ended its input inside of a frame. */
    UNFINISHED_FRAME("unfinished frame"),
    /** What the handler left unread reached the largest read buffer. */
    READ_BUFFER_FULL("read buffer full"),
    /** The budget was spent, and of those who held most of it this peer had made no progress for longest. */
    MEMORY_PRESSURE("memory pressure"),
    /** Its handler threw. */
    HANDLER_FAILED("handler failed"),
    /** The reactor shut down. */
    SHUTDOWN("shutdown");

    private final String text;

    CloseReason(String text) {
        this.text = text;
    }

    /**
     * The reason in words, for a log or a user.
     *
     * @return a few lower-case words
     */
    public String text() {
        return text;
    }
}
