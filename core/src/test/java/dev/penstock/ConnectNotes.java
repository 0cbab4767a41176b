package dev.penstock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What was told of an outgoing connection, or of why there is none. */
public class ConnectNotes implements ConnectionHandler, Consumer<ConnectFailure> {
    public final List<Connection> opened = new ArrayList<>();
    public final List<ConnectFailure> failures = new ArrayList<>();
    public final List<CloseReason> ends = new ArrayList<>();
    public final StringBuilder received = new StringBuilder();

    @Override
    public void onOpen(Connection connection) {
        opened.add(connection);
    }

    @Override
    public void onData(Connection connection, ByteBuffer data) {
        received.append(StandardCharsets.ISO_8859_1.decode(data));
    }

    @Override
    public void onClosed(Connection connection, CloseReason reason) {
        ends.add(reason);
    }

    @Override
    public void accept(ConnectFailure failure) {
        failures.add(failure);
    }

    public boolean isTold() {
        return opened.size() + failures.size() > 0;
    }
}
