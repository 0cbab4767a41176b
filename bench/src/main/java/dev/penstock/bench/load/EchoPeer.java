package dev.penstock.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Random;

/** One connection to an echo server: what it has still to send, what it waits for, and what each byte must be. */
final class EchoPeer {
    final SocketChannel channel;
    SelectionKey key;
    private final ByteBuffer message;
    private final ByteBuffer expected; // the same bytes, for comparing
    private final ArrayDeque<Long> dues;
    private int unsent; // messages begun and not yet wholly sent
    private long received; // bytes of replies, in all
    private long replied; // messages wholly replied, and taken by takeReplies
    private boolean alive = true;

    EchoPeer(SocketChannel channel, int size, int inFlight, long seed) {
        this.channel = channel;
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        this.message = ByteBuffer.allocateDirect(size).put(bytes).flip();
        this.expected = message.duplicate();
        this.dues = new ArrayDeque<>(inFlight + 1);
    }

    boolean isAlive() {
        return alive;
    }

    /** A message is due. */
    void begin(long due) {
        dues.add(due);
        unsent++;
    }

    /** Sends what the channel takes. */
    void send() throws IOException {
        while (unsent > 0) {
            channel.write(message);
            if (message.hasRemaining()) break;
            message.rewind();
            unsent--;
        }
        int wanted = unsent > 0 ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) key.interestOps(wanted);
    }

    /** Whether these bytes are what must come next. */
    boolean verify(ByteBuffer bytes) {
        int size = expected.capacity();
        while (bytes.hasRemaining()) {
            int at = (int) (received % size);
            int length = Math.min(bytes.remaining(), size - at);
            int end = bytes.limit();
            expected.limit(at + length).position(at);
            bytes.limit(bytes.position() + length);
            if (!bytes.equals(expected)) return false;
            bytes.position(bytes.limit()).limit(end);
            received += length;
        }
        return true;
    }

    /** Replies that have become whole since the last call. */
    int takeReplies() {
        long whole = received / expected.capacity();
        int fresh = (int) (whole - replied);
        replied = whole;
        return fresh;
    }

    /** When the oldest message under way was due. */
    long takeDue() {
        return dues.remove();
    }

    int outstanding() {
        return dues.size();
    }

    void end() {
        alive = false;
        key.cancel();
    }
}
