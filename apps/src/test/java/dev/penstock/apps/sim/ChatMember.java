package dev.penstock.apps.sim;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.sim.SimulationFailure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The server's end of a member: stands in front of the chat's handler, and knows what the member is to hear. */
final class ChatMember implements ConnectionHandler {
    private final ChatModel model;
    private final ConnectionHandler chat;
    final Connection connection;
    final List<String> expected = new ArrayList<>();
    String name;
    String room = "lobby";
    boolean hasQuit;
    CloseReason reason; // null while it is there
    long told; // missed lines, that its handler was told of
    long untold;

    ChatMember(ChatModel model, ConnectionHandler chat, Connection connection) {
        this.model = model;
        this.chat = chat;
        this.connection = connection;
        this.name = connection.peerName();
    }

    boolean isThere() {
        return reason == null && !hasQuit && !connection.isClosing();
    }

    void expect(String line) {
        expected.add(line);
    }

    @Override
    public void onOpen(Connection ignored) {
        chat.onOpen(connection);
        model.add(this);
    }

    @Override
    public void onData(Connection ignored, ByteBuffer data) {
        int start = data.position();
        chat.onData(connection, data);
        took(data, start);
    }

    @Override
    public void onEndOfInput(Connection ignored, ByteBuffer rest) {
        int start = rest.position();
        chat.onEndOfInput(connection, rest);
        took(rest, start);
    }

    private void took(ByteBuffer data, int start) {
        var taken = new ByteArrayOutputStream();
        for (int i = start; i < data.position(); i++) taken.write(data.get(i));
        model.took(this, taken.toByteArray());
    }

    @Override
    public void onWritable(Connection ignored) {
        chat.onWritable(connection);
    }

    @Override
    public void onMissed(Connection ignored, long messages, long bytes) {
        told += messages;
        chat.onMissed(connection, messages, bytes);
    }

    @Override
    public void onClosed(Connection ignored, CloseReason why) {
        if (reason != null) throw new SimulationFailure("onClosed twice for " + name);
        untold = connection.snapshot().messagesMissed();
        reason = why;
        chat.onClosed(connection, why);
    }
}
