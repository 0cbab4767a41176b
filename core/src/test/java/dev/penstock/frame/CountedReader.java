package dev.penstock.frame;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import java.nio.ByteBuffer;

/** Stands in front of a reader and counts the bytes that it takes. */
final class CountedReader implements ConnectionHandler {
    private final FrameReader reader;
    private long taken;

    CountedReader(Framing framing, FrameHandler handler) {
        reader = new FrameReader(framing, handler);
    }

    long taken() {
        return taken;
    }

    @Override
    public void onData(Connection connection, ByteBuffer data) {
        int start = data.position();
        int end = data.limit();
        reader.onData(connection, data);
        count(data, start, end);
    }

    @Override
    public void onEndOfInput(Connection connection, ByteBuffer rest) {
        int start = rest.position();
        int end = rest.limit();
        reader.onEndOfInput(connection, rest);
        count(rest, start, end);
    }

    private void count(ByteBuffer data, int start, int end) {
        if (data.limit() != end || data.position() < start)
            throw new AssertionError("of the bytes " + start + " to " + end + " this is left: " + data);
        taken += data.position() - start;
    }

    @Override
    public void onClosed(Connection connection, CloseReason reason) {
        reader.onClosed(connection, reason);
    }
}
