package dev.penstock.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** Connects, has one message answered, closes; and again, when it is told to. */
final class Churner extends Peer {
    private final Script script;
    private final int place;
    private boolean isBusy;
    private long due;
    private long sentBytes;
    private long receivedBytes;

    Churner(Crowd crowd, int index) {
        super(crowd, index);
        script = crowd.script();
        place = script.placeOf(index);
    }

    /** Begins a connection that was due at this time. */
    void begin(long due) {
        this.due = due;
        isBusy = true;
        sentBytes = 0;
        receivedBytes = 0;
        connect(System.nanoTime());
    }

    @Override
    void onStart(long now) {
        crowd.free(this);
    }

    @Override
    void onConnected() {
        send();
    }

    @Override
    void onSendable() throws IOException {
        long sent = script.write(channel, place, sentBytes, script.messageBytes());
        crowd.tally().bytesSent += sent - sentBytes;
        sentBytes = sent;
        boolean isSent = sentBytes == script.messageBytes();
        want(isSent ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    @Override
    void onReceived(ByteBuffer bytes) {
        int got = bytes.remaining();
        if (receivedBytes + got > sentBytes || !script.matches(bytes, place, receivedBytes)) {
            fail(Phase.VERIFY, "a byte came back that was not sent");
            return;
        }
        receivedBytes += got;
        if (receivedBytes < script.messageBytes()) return;
        end();
        long now = System.nanoTime();
        crowd.tally().arrived(due, now, crowd.tally().counts(crowd.isOpenLoop() ? due : now));
        isBusy = false;
        crowd.free(this);
    }

    @Override
    void onFailed() {
        boolean counts = crowd.tally().counts(crowd.isOpenLoop() ? due : System.nanoTime());
        if (counts) crowd.tally().lost++;
        if (counts && sentBytes < script.messageBytes()) crowd.tally().lostUnsent++;
        isBusy = false;
        crowd.free(this);
    }

    @Override
    long outstanding() {
        return isBusy && (!crowd.isOpenLoop() || crowd.tally().counts(due)) ? 1 : 0;
    }

    @Override
    long unsent() {
        return sentBytes < script.messageBytes() ? outstanding() : 0;
    }
}
