package dev.penstock.bench.load;

import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Random;

/**
 * What the peers of a group send: some messages of random bytes in a ring, which all peers go round, each from a place of its own. So
 * no peer keeps what it has sent, and a reply that belongs to another message or another peer is noticed.
 */
final class Script {
    private static final int MIN_MESSAGES = 4;
    private static final int MAX_MESSAGES = 251; // prime, so that peers and rounds do not fall into step
    private static final int USUAL_BYTES = 256 << 10;

    private final int messageBytes;
    private final int messages;
    private final int length;
    private final ByteBuffer out;
    private final ByteBuffer expected;

    /** Messages of so many bytes, or frames of so many bytes of payload. */
    Script(Work work, int size, long seed) {
        int lengthBytes = work == Work.FRAMED ? Integer.BYTES : 0;
        messageBytes = lengthBytes + size;
        messages = Math.max(MIN_MESSAGES, Math.min(MAX_MESSAGES, USUAL_BYTES / messageBytes));
        length = messages * messageBytes;
        out = ByteBuffer.allocateDirect(length);
        var random = new Random(seed);
        byte[] payload = new byte[size];
        for (int i = 0; i < messages; i++) {
            random.nextBytes(payload);
            if (lengthBytes > 0) out.putInt(size);
            out.put(payload);
        }
        expected = out.duplicate();
    }

    /** Bytes of a message on the wire. */
    int messageBytes() {
        return messageBytes;
    }

    /** Where in the ring a peer's conversation begins. */
    int placeOf(int peer) {
        return peer % messages * messageBytes;
    }

    /**
     * Sends what the channel takes.
     *
     * @param place where the conversation began
     * @param from bytes of the conversation that were sent
     * @param to bytes that are to have been sent
     * @return bytes that have been sent
     */
    long write(SocketChannel channel, int place, long from, long to) throws IOException {
        long at = from;
        while (at < to) {
            int begin = (int) ((place + at) % length);
            int wanted = (int) Math.min(to - at, length - begin);
            out.limit(begin + wanted).position(begin);
            int taken = channel.write(out);
            at += taken;
            if (taken < wanted) break;
        }
        return at;
    }

    /** Whether these bytes are what comes in the conversation after so many others; consumes them if they are. */
    boolean matches(ByteBuffer bytes, int place, long from) {
        long at = from;
        int end = bytes.limit();
        while (bytes.hasRemaining()) {
            int begin = (int) ((place + at) % length);
            int some = Math.min(bytes.remaining(), length - begin);
            expected.limit(begin + some).position(begin);
            bytes.limit(bytes.position() + some);
            if (!bytes.equals(expected)) return false;
            bytes.position(bytes.limit()).limit(end);
            at += some;
        }
        return true;
    }
}
