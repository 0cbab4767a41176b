package dev.penstock;

import java.nio.ByteBuffer;

/**
 * What is done with a connection, by a server or, where we connected to the peer, by a client.
 *
 * <p>Every method runs on the reactor's thread and must not block. One that throws ends its connection with
 * {@link CloseReason#HANDLER_FAILED} and nobody else's. A handler may serve one connection or many.
 */
public interface ConnectionHandler {
    /**
     * The connection is open; it may be written to.
     *
     * @param connection the new connection
     */
    default void onOpen(Connection connection) {}

    /**
     * Bytes have arrived. What is consumed (by moving the position) is gone; what is left is offered again, first, when more
     * has arrived or, if the connection was paused meanwhile, when it resumes.
     *
     * @param connection the connection
     * @param data read-only; lent for the duration of the call
     */
    void onData(Connection connection, ByteBuffer data);

    /**
     * The peer has ended its input. All that it sent was offered before. Unless this is overridden the connection is closed
     * as soon as everything queued is delivered; an override that still has something to say later closes it itself. Where our
     * output was ended, too, the connection is closed after this, overridden or not.
     *
     * <p>When a write in here answers {@link WriteResult#RETRY}, or input is paused, the call is repeated once there is room,
     * or input resumes.
     *
     * @param connection the connection
     * @param rest what {@link #onData} has left, often empty; read-only, lent for the duration of the call
     */
    default void onEndOfInput(Connection connection, ByteBuffer rest) {
        connection.close(CloseReason.END_OF_INPUT);
    }

    /**
     * There is room again after a write that was not taken whole. Kept input is offered right after this.
     *
     * @param connection the connection
     */
    default void onWritable(Connection connection) {}

    /**
     * Messages for this peer were dropped, and now there is room to tell it: its queue is back under half of the limit, and a
     * first message of up to {@value SlowPeerPolicy#NOTICE_BYTES} bytes written in this call is certain to be taken, and never
     * dropped: it is the only one that knows. What is never told, because the connection ends first, is in its
     * {@link Connection#snapshot()}.
     *
     * @param connection the connection
     * @param messages how many were dropped since the last call
     * @param bytes their length in all
     */
    default void onMissed(Connection connection, long messages, long bytes) {}

    /**
     * The connection has ended; called exactly once for each that was opened. Nothing can be written to it any more, but
     * others can.
     *
     * @param connection the connection
     * @param reason why
     */
    default void onClosed(Connection connection, CloseReason reason) {}
}
