package dev.penstock.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;

/** A selector, and sockets on loopback, on the network that is asked about: the system's or the simulated one. */
final class Lab implements AutoCloseable {
    /** The networks that must behave alike. */
    enum Network {
        SYSTEM,
        SIMULATED
    }

    /** Something to wait for. */
    interface Condition {
        boolean holds() throws IOException;
    }

    private static final long PATIENCE = 10_000_000_000L;

    final SelectorProvider provider;
    final Selector selector;
    private final SimNetwork simulated; // null for the system's
    private final List<SelectableChannel> channels = new ArrayList<>();

    Lab(Network network) throws IOException {
        simulated = network == Network.SIMULATED ? new SimNetwork(1, Weather.calm()) : null;
        provider = simulated != null ? simulated : SelectorProvider.provider();
        selector = provider.openSelector();
    }

    long nanoTime() {
        return simulated != null ? simulated.clock().nanoTime() : System.nanoTime();
    }

    /** Lets the network do its work until the condition holds. */
    void until(Condition condition) {
        try {
            for (long start = nanoTime(); !condition.holds(); ) {
                if (simulated != null) simulated.pass(100_000);
                else Thread.onSpinWait();
                assertThat(nanoTime() - start).as("waited in vain").isLessThan(PATIENCE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the key is ready for at least this. */
    void untilReady(SelectionKey key, int ops) {
        int[] seen = new int[1];
        until(() -> {
            selector.select(ready -> seen[0] |= ready == key ? ready.readyOps() : 0, 1);
            return (seen[0] & ops) == ops;
        });
    }

    ServerSocketChannel listen() throws IOException {
        ServerSocketChannel listener = keep(provider.openServerSocketChannel());
        listener.configureBlocking(false);
        listener.bind(loopback(0), 50);
        return listener;
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    SocketChannel open() throws IOException {
        SocketChannel channel = keep(provider.openSocketChannel());
        channel.configureBlocking(false);
        return channel;
    }

    SocketChannel connect(SocketAddress address) throws IOException {
        SocketChannel client = open();
        if (!client.connect(address)) until(client::finishConnect);
        return client;
    }

    SocketChannel accept(ServerSocketChannel listener) {
        SocketChannel[] accepted = new SocketChannel[1];
        until(() -> (accepted[0] = listener.accept()) != null);
        keep(accepted[0]);
        try {
            accepted[0].configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return accepted[0];
    }

    /** Two connected channels: the client's and the server's. */
    SocketChannel[] pair() throws IOException {
        ServerSocketChannel listener = listen();
        SocketChannel client = connect(listener.getLocalAddress());
        return new SocketChannel[] {client, accept(listener)};
    }

    /** Two connected channels with small buffers, so that they are soon full. */
    SocketChannel[] narrowPair() throws IOException {
        ServerSocketChannel listener = listen();
        listener.setOption(StandardSocketOptions.SO_RCVBUF, 8 << 10);
        SocketChannel client = connect(listener.getLocalAddress());
        client.setOption(StandardSocketOptions.SO_SNDBUF, 8 << 10);
        return new SocketChannel[] {client, accept(listener)};
    }

    <T extends SelectableChannel> T keep(T channel) {
        channels.add(channel);
        return channel;
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    /** Reads until this many bytes are there, and returns them as text. */
    String read(SocketChannel channel, int length) {
        ByteBuffer got = ByteBuffer.allocate(length);
        until(() -> {
            assertThat(channel.read(got)).as("end of input").isNotNegative();
            return !got.hasRemaining();
        });
        return new String(got.array(), java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** Reads to the end; returns how much that was. */
    long untilEnd(SocketChannel channel) {
        ByteBuffer got = ByteBuffer.allocate(64 << 10);
        long[] length = new long[1];
        until(() -> {
            int n = channel.read(got.clear());
            length[0] += Math.max(0, n);
            return n < 0;
        });
        return length[0];
    }

    /** Reads until that fails, and returns with what. */
    IOException untilReset(SocketChannel channel) {
        ByteBuffer got = ByteBuffer.allocate(64 << 10);
        IOException[] failure = new IOException[1];
        until(() -> {
            try {
                assertThat(channel.read(got.clear())).as("end of input").isNotNegative();
            } catch (IOException e) {
                failure[0] = e;
            }
            return failure[0] != null;
        });
        return failure[0];
    }

    /** Writes until nothing more is taken for a while; returns how much was. */
    long fill(SocketChannel channel) {
        ByteBuffer zeros = ByteBuffer.allocate(4 << 10);
        long[] taken = new long[1];
        int[] refused = new int[1];
        until(() -> {
            int n = channel.write(zeros.clear());
            taken[0] += n;
            refused[0] = n > 0 ? 0 : refused[0] + 1;
            return refused[0] == 1000;
        });
        return taken[0];
    }

    @Override
    public void close() throws IOException {
        for (SelectableChannel channel : channels) channel.close();
        selector.close();
    }
}
