package dev.penstock;

/**
 * The states of a connection, in the order in which it passes through them; any but the first may be skipped. There is none
 * for one that is still on its way to a peer: what {@link Reactor#connect} begins is a connection only when it stands.
 */
public enum ConnectionState {
    /** Both directions are open. */
    OPEN,
    /** The peer has ended its input; ours may still be written. Bounded by the stall and idle timeouts only. */
    HALF_CLOSED,
    /**
     * We have ended our output: what is queued is delivered, and then the end of it; the peer's input is still read. Bounded by
     * the stall and idle timeouts only. Once the peer has ended its input, too, and the handler was told, it is closed.
     */
    OUTPUT_ENDED,
    /** We are closing: what is queued is delivered, what still arrives is discarded. Bounded by the stall timeout. */
    DRAINING,
    /**
     * All output is with the kernel and ended; what still arrives is discarded. Closing now would make the kernel answer
     * unread input with a reset, and that destroys output that the peer has not read yet. Bounded in time and bytes.
     */
    LINGERING,
    /** Gone. */
    CLOSED
}
