package dev.penstock.apps.chat;

import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.Group;
import dev.penstock.Reactor;
import java.nio.ByteBuffer;

/**
 * What one peer sends, all others get, byte for byte, and nothing else: no lines, no names, no notices. Where a slow peer's
 * messages are dropped, a message is what was read at once. Owned by the reactor's thread.
 */
public final class RawChat implements ConnectionHandler {
    private final Group everybody;
    private final int longest;

    /** Opens a chat with nobody in it; no message is longer than the hard limit, or nobody could get it. */
    public RawChat(Reactor reactor, long hardLimit) {
        everybody = new Group(reactor);
        longest = (int) Math.min(hardLimit, Integer.MAX_VALUE);
    }

    @Override
    public void onOpen(Connection connection) {
        everybody.join(connection); // who is closed leaves by itself
    }

    @Override
    public void onData(Connection connection, ByteBuffer data) {
        int end = data.limit();
        while (data.position() < end) {
            data.limit(data.position() + Math.min(longest, end - data.position()));
            everybody.broadcast(data, connection);
        }
    }
}
