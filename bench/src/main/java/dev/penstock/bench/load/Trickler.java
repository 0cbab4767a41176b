package dev.penstock.bench.load;

import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Sends a byte whenever one is due; what is missing of a message never comes quicker. */
final class Trickler extends Peer {
    private static final byte LETTER = 'a';

    private final ByteBuffer letter; // a chat's: a line that does not end
    private long sentBytes;

    Trickler(Crowd crowd, int index) {
        super(crowd, index);
        letter = crowd.work() == Work.CHAT
                ? ByteBuffer.allocateDirect(1).put(LETTER).flip()
                : null;
    }

    @Override
    void onDue(long number, long due) {
        if (isOpen()) send();
    }

    @Override
    void onSendable() throws IOException {
        long sent = sentBytes;
        if (letter != null) sent += channel.write(letter.rewind());
        else sent = crowd.script().write(channel, crowd.script().placeOf(index), sentBytes, sentBytes + 1);
        crowd.tally().bytesSent += sent - sentBytes;
        sentBytes = sent;
    }

    @Override
    void onReceived(ByteBuffer bytes) {
        // Replies to its bytes, or what others say.
    }
}
