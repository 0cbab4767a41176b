package dev.penstock;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What has happened to an endpoint. */
class DatagramNotes implements DatagramHandler {
    final List<byte[]> received = new ArrayList<>();
    final List<SocketAddress> senders = new ArrayList<>();
    int unreachable;
    int closed;

    @Override
    public void onDatagram(DatagramEndpoint endpoint, SocketAddress sender, ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        received.add(bytes);
        senders.add(sender);
    }

    @Override
    public void onUnreachable(DatagramEndpoint endpoint) {
        unreachable++;
    }

    @Override
    public void onClosed(DatagramEndpoint endpoint) {
        closed++;
    }
}
