package dev.penstock.bench.load;

import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A server for the generator's self-test: it does its work and nothing else, and waits awake for whoever does not read. On a thread of
 * its own, in the generator's process.
 */
final class Sink implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final int READ_BYTES = 256 << 10;

    private final Work work;
    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final List<SocketChannel> peers = new ArrayList<>();
    private volatile boolean isClosed;

    private Sink(Work work) throws IOException {
        this.work = work;
        listener.bind(new InetSocketAddress("127.0.0.1", 0), BACKLOG).configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    static Sink open(Work work) throws IOException {
        var sink = new Sink(work);
        var thread = new Thread(sink::serve, "sink");
        thread.setDaemon(true);
        thread.start();
        return sink;
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    private void serve() {
        try (selector;
                listener) {
            while (!isClosed) selector.select(this::ready);
            for (SocketChannel peer : peers) peer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the self-test's server failed", e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) accept();
            else pass((SocketChannel) key.channel(), (ByteBuffer) key.attachment());
        } catch (IOException e) {
            end(key);
        }
    }

    private void accept() throws IOException {
        SocketChannel peer = listener.accept();
        if (peer == null) return;
        peer.configureBlocking(false);
        peer.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
        // What is kept of a line that is not whole yet.
        peer.register(
                selector, SelectionKey.OP_READ, work == Work.CHAT ? ByteBuffer.allocate(Work.MAX_LINE + 1) : null);
        if (work == Work.CHAT) peers.add(peer);
    }

    private void pass(SocketChannel from, ByteBuffer kept) throws IOException {
        buffer.clear();
        if (kept != null) buffer.put(kept.flip());
        if (from.read(buffer) < 0) throw new IOException("end of input");
        buffer.flip();
        if (kept == null) {
            write(from);
            return;
        }
        int whole = buffer.limit();
        while (whole > 0 && buffer.get(whole - 1) != '\n') whole--;
        kept.clear().put(buffer.duplicate().position(whole));
        buffer.limit(whole);
        for (SocketChannel peer : peers) {
            if (peer != from && peer.isOpen()) write(peer);
            buffer.rewind();
        }
    }

    private void write(SocketChannel to) throws IOException {
        while (buffer.hasRemaining() && !isClosed) if (to.write(buffer) == 0) Thread.onSpinWait();
    }

    private void end(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            // It is gone either way.
        }
        peers.remove(key.channel());
    }

    @Override
    public void close() {
        isClosed = true;
        selector.wakeup();
    }
}
