package dev.penstock;

/** Why a peer is not read at present, as bits: several reasons may hold, and input goes on when none is left. */
final class Pause {
    /** The queue is at the peer's hard limit. */
    static final int AT_LIMIT = 1;
    /** The reactor's budget is spent. */
    static final int BY_BUDGET = 2;
    /** The handler asked for it. */
    static final int BY_HANDLER = 4;
    /** The reactor shuts down: what was read is still answered, nothing more is read. */
    static final int BY_SHUTDOWN = 8;
    /** A closing peer goes on sending; enough was discarded. */
    static final int BY_DISCARD_LIMIT = 16;
    /** A closing peer goes on sending, as many others do; it is read when its turn comes. */
    static final int BY_DISCARD_TURN = 32;

    /** The two that come from a policy: the {@link Gate} sets and lifts them. */
    static final int BY_POLICY = AT_LIMIT | BY_BUDGET;

    private Pause() {}
}
