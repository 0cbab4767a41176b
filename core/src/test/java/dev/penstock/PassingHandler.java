package dev.penstock;

import java.nio.ByteBuffer;

/** Passes every call on to another handler, for those that want to see some of them. */
public abstract class PassingHandler implements ConnectionHandler {
    /** Who is really meant. */
    protected abstract ConnectionHandler next();

    @Override
    public void onOpen(Connection connection) {
        next().onOpen(connection);
    }

    @Override
    public void onData(Connection connection, ByteBuffer data) {
        next().onData(connection, data);
    }

    @Override
    public void onEndOfInput(Connection connection, ByteBuffer rest) {
        next().onEndOfInput(connection, rest);
    }

    @Override
    public void onWritable(Connection connection) {
        next().onWritable(connection);
    }

    @Override
    public void onMissed(Connection connection, long messages, long bytes) {
        next().onMissed(connection, messages, bytes);
    }

    @Override
    public void onClosed(Connection connection, CloseReason reason) {
        next().onClosed(connection, reason);
    }
}
