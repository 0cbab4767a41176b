package dev.penstock;

import java.nio.channels.SelectionKey;

/** Which events a connection waits for: a pure function of what it is in. */
final class Interest {
    private Interest() {}

    /**
     * The operations to wait for, as a selection key has them.
     *
     * @param inputEnded whether end of input was read
     * @param paused whether input is paused, for whatever reason
     * @param queueEmpty whether nothing waits for the peer
     */
    static int of(ConnectionState state, boolean inputEnded, boolean paused, boolean queueEmpty) {
        int write = queueEmpty ? 0 : SelectionKey.OP_WRITE;
        int read = inputEnded || paused ? 0 : SelectionKey.OP_READ;
        return switch (state) {
            case OPEN, HALF_CLOSED, OUTPUT_ENDED, DRAINING -> read | write;
            case LINGERING -> read;
            case CLOSED -> 0;
        };
    }
}
