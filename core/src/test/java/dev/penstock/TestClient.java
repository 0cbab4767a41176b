package dev.penstock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.SplittableRandom;

/** A peer on a real loopback socket that never blocks, so that one thread can play both sides. */
public final class TestClient implements AutoCloseable {
    static final int DEFAULT_BUFFER = 0;

    private final SocketChannel channel;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
    private boolean ended;
    private boolean reset;

    private TestClient(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects; the kernel completes that before anybody accepts. */
    public static TestClient connect(SocketAddress address, int receiveBuffer) {
        try {
            SocketChannel channel = SocketChannel.open();
            if (receiveBuffer > 0) channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(address);
            channel.configureBlocking(false);
            return new TestClient(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that look the same in every run, and differ from their neighbours. */
    public static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        var random = new SplittableRandom(length);
        for (int i = 0; i < length; i++) bytes[i] = (byte) random.nextInt();
        return bytes;
    }

    /** Sends what the kernel takes now. */
    public int offer(ByteBuffer bytes) {
        try {
            return channel.write(bytes);
        } catch (IOException e) {
            reset = true;
            return 0;
        }
    }

    /** Sends all; for what certainly fits in the kernel's buffers. */
    public void send(byte[] bytes) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        offer(rest);
        if (rest.hasRemaining()) throw new IllegalStateException(rest.remaining() + " bytes did not fit");
    }

    public void send(String text) {
        send(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public void endOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what is there, at most one buffer of it. */
    public void poll() {
        if (ended || reset) return;
        try {
            int got = channel.read(buffer.clear());
            if (got < 0) ended = true;
            for (buffer.flip(); buffer.hasRemaining(); ) received.write(buffer.get());
        } catch (IOException e) {
            reset = true;
        }
    }

    /** Reads what is there and forgets it. */
    public void discard() {
        try {
            channel.read(buffer.clear());
        } catch (IOException e) {
            reset = true;
        }
    }

    public int receivedCount() {
        poll();
        return received.size();
    }

    public byte[] received() {
        return received.toByteArray();
    }

    public String text() {
        poll();
        return received.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    public boolean hasEnded() {
        poll();
        return ended;
    }

    public boolean isReset() {
        poll();
        return reset;
    }

    /** Goes away without a farewell. */
    public void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
