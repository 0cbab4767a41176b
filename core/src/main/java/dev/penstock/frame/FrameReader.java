package dev.penstock.frame;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Cuts one connection's bytes into frames for its handler.
 *
 * <p>A frame that lies whole in what was read is handed over where it lies. An unfinished one is left to the reactor, which
 * keeps it until more has arrived, counts it against the budget, and ends it after
 * {@link dev.penstock.ConnectionOptions#frameTimeout}. The connection's {@code maxReadBuffer} must be at least
 * {@link Framing#readBuffer()}, and with {@code pauseInput} its hard limit what the longest frame is answered with.
 *
 * <p>Owned by the reactor's thread.
 */
public final class FrameReader implements ConnectionHandler {
    private final Framing framing;
    private final FrameHandler handler;
    private final FrameRelay relay; // the handler, if it is one; or null
    private int scanned; // bytes of the unfinished frame that need not be looked at again
    private boolean isRefused; // the handler has not taken a whole frame

    /**
     * Creates the reader of one connection.
     *
     * @param framing where frames end; may serve many
     * @param handler what is done with them; may serve many
     */
    public FrameReader(Framing framing, FrameHandler handler) {
        this.framing = Objects.requireNonNull(framing, "framing");
        this.handler = Objects.requireNonNull(handler, "handler");
        this.relay = handler instanceof FrameRelay its ? its : null;
    }

    @Override
    public void onOpen(Connection connection) {
        handler.onOpen(connection);
    }

    @Override
    public void onData(Connection connection, ByteBuffer data) {
        isRefused = false;
        if (relay != null) relayWhole(connection, data);
        int end = data.limit();
        while (data.hasRemaining() && !connection.isClosing()) {
            int length = framing.find(data, scanned);
            if (length == Framing.TOO_LONG) {
                tooLong(connection);
                return;
            }
            if (length <= 0) {
                scanned = -length;
                return;
            }
            scanned = 0;
            int start = data.position();
            framing.narrow(data, length);
            isRefused = !handler.onFrame(connection, data);
            data.limit(end).position(isRefused ? start : start + length);
            if (isRefused) return;
        }
    }

    /** Offers all whole frames at once. */
    private void relayWhole(Connection connection, ByteBuffer data) {
        int start = data.position();
        int end = data.limit();
        int whole = start;
        for (int length = framing.find(data, scanned); length > 0; length = framing.find(data.position(whole), 0))
            whole += length;
        data.position(start);
        if (whole == start) return;
        scanned = 0;
        boolean isTaken = relay.onFrames(connection, data.limit(whole));
        data.limit(end).position(isTaken ? whole : start);
    }

    private void tooLong(Connection connection) {
        handler.onTooLong(connection);
        if (!connection.isClosing()) connection.close(CloseReason.FRAME_TOO_LONG);
    }

    @Override
    public void onEndOfInput(Connection connection, ByteBuffer rest) {
        onData(connection, rest);
        if (isRefused || connection.isClosing()) return;
        if (rest.hasRemaining() && !last(connection, rest)) return;
        if (!connection.isClosing()) handler.onEndOfInput(connection);
    }

    /** The end of input may end a frame, too; false if the connection does not end well, or not yet. */
    private boolean last(Connection connection, ByteBuffer rest) {
        int start = rest.position();
        int end = rest.limit();
        if (!framing.narrowLast(rest)) {
            connection.close(CloseReason.UNFINISHED_FRAME);
            return false;
        }
        isRefused = !handler.onFrame(connection, rest);
        rest.limit(end).position(isRefused ? start : end);
        return !isRefused;
    }

    @Override
    public void onWritable(Connection connection) {
        handler.onWritable(connection);
    }

    @Override
    public void onMissed(Connection connection, long messages, long bytes) {
        handler.onMissed(connection, messages, bytes);
    }

    @Override
    public void onClosed(Connection connection, CloseReason reason) {
        handler.onClosed(connection, reason);
    }
}
