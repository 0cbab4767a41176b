package dev.penstock.apps.soak;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One connection to the chat at a time, and what becomes of it. Owned by the crowd's thread. */
abstract class Visitor {
    static final String NOTICE = "*** ";
    static final String MISSED = NOTICE + "you missed ";

    /** Longer than any line that somebody may say, with a name before it. */
    private static final int MOST_LINE_BYTES = 8 << 10;

    /** More than the lines that one says while the server does not read it for a moment. */
    private static final int MOST_UNSENT_BYTES = 64 << 10;

    final Crowd crowd;
    SocketChannel channel;
    private SelectionKey key;
    private byte[] unended = {};
    private ByteBuffer unsent;
    private int visit; // which of its visits this is

    Visitor(Crowd crowd) {
        this.crowd = crowd;
    }

    /** What it does as soon as it is connected. */
    abstract void onCome() throws IOException;

    /** A whole line, without its end. */
    void onLine(String line) throws IOException {}

    /** It was closed by the server, or reset. */
    abstract void onGone(String how) throws IOException;

    /** Connects. */
    void come() throws IOException {
        come(0);
    }

    /** The same with a small receive buffer, where it is not 0. */
    void come(int receiveBuffer) throws IOException {
        visit++;
        unended = new byte[0];
        unsent = ByteBuffer.allocate(MOST_UNSENT_BYTES);
        channel = SocketChannel.open();
        if (receiveBuffer > 0) channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress("127.0.0.1", crowd.port));
        channel.configureBlocking(false);
        key = crowd.register(this);
        onCome();
    }

    void comeAfter(int millis) {
        crowd.after(millis, this::come);
    }

    /** Has it act later, if it is still the same visit then. */
    void after(int millis, Crowd.Action act) {
        int now = visit;
        crowd.after(millis, () -> {
            if (visit == now && channel.isOpen()) act.perform();
        });
    }

    /** Says a line. What the kernel does not take now waits. */
    void say(String line) throws IOException {
        send(line + "\n");
    }

    void send(String text) throws IOException {
        unsent.put(text.getBytes(StandardCharsets.ISO_8859_1));
        try {
            flush();
        } catch (IOException e) {
            gone(e.getMessage());
        }
    }

    boolean hasRoomFor(int bytes) {
        return channel.isOpen() && unsent.remaining() >= bytes;
    }

    private void flush() throws IOException {
        channel.write(unsent.flip());
        unsent.compact();
        want(SelectionKey.OP_WRITE, unsent.position() > 0);
    }

    void read(boolean does) {
        want(SelectionKey.OP_READ, does);
    }

    private void want(int operation, boolean does) {
        key.interestOps(does ? key.interestOps() | operation : key.interestOps() & ~operation);
    }

    void onReady() throws IOException {
        try {
            if (key.isWritable()) flush();
            if (key.isReadable()) receive();
        } catch (IOException e) {
            gone(e.getMessage());
        }
    }

    private void receive() throws IOException {
        SocketChannel reading = channel;
        if (channel.read(crowd.in.clear()) < 0) {
            gone("end");
            return;
        }
        byte[] bytes = new byte[unended.length + crowd.in.flip().remaining()];
        System.arraycopy(unended, 0, bytes, 0, unended.length);
        crowd.in.get(bytes, unended.length, crowd.in.remaining());
        int from = 0;
        for (int i = unended.length; i < bytes.length; i++) {
            if (bytes[i] != '\n') continue;
            onLine(new String(bytes, from, i - from, StandardCharsets.ISO_8859_1));
            if (channel != reading || !channel.isOpen()) return; // it left for that
            from = i + 1;
        }
        unended = Arrays.copyOfRange(bytes, from, bytes.length);
        if (unended.length > MOST_LINE_BYTES) crowd.fail("a line that does not end");
    }

    private void gone(String how) throws IOException {
        if (!channel.isOpen()) return;
        channel.close();
        onGone(how);
    }

    void endInput() throws IOException {
        channel.shutdownOutput();
    }

    void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }
}
