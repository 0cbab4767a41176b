package dev.penstock.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** Does nothing until its moment; then sends all it can, and never reads. */
final class Flooder extends Peer {
    private static final int MOST_BYTES_A_TURN = 256 << 10;

    private long sentBytes;

    Flooder(Crowd crowd, int index) {
        super(crowd, index);
    }

    @Override
    void onMoment() {
        if (isOpen()) want(SelectionKey.OP_WRITE);
    }

    @Override
    void onSendable() throws IOException {
        int place = crowd.script().placeOf(index);
        long sent = crowd.script().write(channel, place, sentBytes, sentBytes + MOST_BYTES_A_TURN);
        crowd.tally().bytesSent += sent - sentBytes;
        sentBytes = sent;
    }

    @Override
    void onReceived(ByteBuffer bytes) {
        // Before its moment: it has asked for nothing.
    }
}
