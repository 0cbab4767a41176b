package dev.penstock.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** Sends messages and checks that the same come back. */
final class Caller extends Peer {
    private final Script script;
    private final int place;
    private final long[] begunAt; // closed loop: of those under way
    private long begun; // messages
    private long replied; // messages
    private long sentBytes;
    private long receivedBytes;

    Caller(Crowd crowd, int index) {
        super(crowd, index);
        script = crowd.script();
        place = script.placeOf(index);
        begunAt = crowd.isOpenLoop() ? null : new long[crowd.group().inFlight()];
    }

    @Override
    void onStart(long now) {
        if (begunAt == null || !isOpen()) return;
        for (int i = 0; i < begunAt.length; i++) begin(now);
        send();
    }

    @Override
    void onDue(long number, long due) {
        begun++;
        if (isOpen()) send();
    }

    private void begin(long now) {
        begunAt[(int) (begun++ % begunAt.length)] = now;
    }

    @Override
    void onSendable() throws IOException {
        long to = begun * script.messageBytes();
        if (sentBytes == to) return;
        long sent = script.write(channel, place, sentBytes, to);
        crowd.tally().bytesSent += sent - sentBytes;
        sentBytes = sent;
        want(sentBytes < to ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    @Override
    void onReceived(ByteBuffer bytes) {
        int got = bytes.remaining();
        if (receivedBytes + got > sentBytes || !script.matches(bytes, place, receivedBytes)) {
            fail(Phase.VERIFY, "a byte came back that was not sent");
            return;
        }
        receivedBytes += got;
        long now = System.nanoTime();
        for (long whole = receivedBytes / script.messageBytes(); replied < whole; replied++) {
            if (begunAt == null) arrivedOnSchedule(now);
            else arrivedInLoop(now);
        }
        send();
    }

    private void arrivedOnSchedule(long now) {
        long due = crowd.dueOf(index, replied);
        crowd.tally().arrived(due, now, crowd.tally().counts(due));
    }

    private void arrivedInLoop(long now) {
        crowd.tally()
                .arrived(
                        begunAt[(int) (replied % begunAt.length)],
                        now,
                        crowd.tally().counts(now));
        if (crowd.isRunning()) begin(now);
    }

    @Override
    void onFailed() {
        if (begunAt != null && crowd.tally().counts(System.nanoTime())) crowd.tally().lost += begun - replied;
    }

    @Override
    long outstanding() {
        return countedAfter(replied);
    }

    @Override
    long unsent() {
        return countedAfter(sentBytes / script.messageBytes());
    }

    private long countedAfter(long first) {
        return begunAt != null ? begun - first : crowd.counted(index, first, begun);
    }
}
