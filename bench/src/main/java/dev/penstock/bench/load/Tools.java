package dev.penstock.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** What all peers of a load share; all on the generator's thread. */
final class Tools {
    private static final int READ_BYTES = 256 << 10;

    private final Selector selector;
    private final InetSocketAddress address;
    private final InetSocketAddress[] sources; // none: the system chooses
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BYTES);
    private int opened;

    Tools(Selector selector, InetSocketAddress address, int sourceAddresses) {
        this.selector = selector;
        this.address = address;
        this.sources = new InetSocketAddress[sourceAddresses];
        for (int i = 0; i < sourceAddresses; i++) sources[i] = new InetSocketAddress("127.0.0." + (i + 2), 0);
    }

    Selector selector() {
        return selector;
    }

    InetSocketAddress address() {
        return address;
    }

    ByteBuffer readBuffer() {
        return readBuffer;
    }

    /** A channel that does not block, of the next source address. */
    SocketChannel open() throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (sources.length > 0) channel.bind(sources[opened++ % sources.length]);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
