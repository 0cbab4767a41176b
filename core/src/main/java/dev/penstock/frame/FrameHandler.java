package dev.penstock.frame;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import java.nio.ByteBuffer;

/**
 * What a server does with whole frames. Every method runs on the reactor's thread and must not block; one that throws ends its
 * connection. A handler may serve one connection or many, each through a {@link FrameReader} of its own.
 */
public interface FrameHandler {
    /**
     * The connection is open; it may be written to.
     *
     * @param connection the new connection
     */
    default void onOpen(Connection connection) {}

    /**
     * A whole frame has arrived.
     *
     * <p>One that is not taken is offered again, first, when input goes on; so answer {@code false} only if it is paused: a
     * write answered {@link dev.penstock.WriteResult#RETRY}, or the handler itself has called {@link Connection#pauseInput}.
     *
     * @param connection the connection
     * @param frame its payload, from position to limit, which may be moved; read-only, lent for the duration of the call. It
     *     lies where it was read, so bytes outside of its limits may be its header or belong to its neighbours
     * @return whether it was taken
     */
    boolean onFrame(Connection connection, ByteBuffer frame);

    /**
     * A frame is longer than allowed, or claims to be. All before it were taken; nothing after it will be read. The last
     * chance to write; unless this closes the connection it is closed right after, as {@link CloseReason#FRAME_TOO_LONG}.
     *
     * @param connection the connection
     */
    default void onTooLong(Connection connection) {}

    /**
     * The peer has ended its input, and every frame was taken. Unless this is overridden the connection is closed as soon as
     * everything queued is delivered. A peer that ends its input inside of a frame is closed as
     * {@link CloseReason#UNFINISHED_FRAME} instead.
     *
     * @param connection the connection
     */
    default void onEndOfInput(Connection connection) {
        connection.close(CloseReason.END_OF_INPUT);
    }

    /**
     * There is room again after a write that was not taken whole.
     *
     * @param connection the connection
     */
    default void onWritable(Connection connection) {}

    /**
     * Messages for this peer were dropped; see {@link ConnectionHandler#onMissed}.
     *
     * @param connection the connection
     * @param messages how many were dropped since the last call
     * @param bytes their length in all
     */
    default void onMissed(Connection connection, long messages, long bytes) {}

    /**
     * The connection has ended; called exactly once for each that was opened.
     *
     * @param connection the connection
     * @param reason why
     */
    default void onClosed(Connection connection, CloseReason reason) {}
}
