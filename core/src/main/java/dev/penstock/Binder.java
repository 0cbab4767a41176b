package dev.penstock;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns hosts, port and socket file into bound channels: all of them, or none and one clear message.
 *
 * <p>Each address is bound by its literal on a channel of its own family, so that what is printed is what is open.
 */
final class Binder {
    private final SelectorProvider provider;
    private final ListenerOptions options;

    private Binder(SelectorProvider provider, ListenerOptions options) {
        this.provider = provider;
        this.options = options;
    }

    static List<ServerSocketChannel> bind(SelectorProvider provider, ListenerOptions options) throws ListenException {
        var binder = new Binder(provider, options);
        List<ServerSocketChannel> channels = new ArrayList<>();
        if (!options.hosts().isEmpty())
            channels.addAll(HostBinder.bind(options.hosts(), options.port(), binder::bindInternet));
        if (options.unixPath() == null) return channels;
        try {
            channels.add(SocketFile.bind(provider, options.unixPath(), options.backlog()));
            return channels;
        } catch (ListenException | RuntimeException e) {
            channels.forEach(HostBinder::closeQuietly);
            throw e;
        }
    }

    private ServerSocketChannel bindInternet(InetSocketAddress address) throws ListenException {
        ServerSocketChannel channel = null;
        try {
            channel = provider.openServerSocketChannel(AddressFamily.of(address));
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            // Inherited by what is accepted, and only so in time for the window scale of the handshake.
            int receiveBuffer = options.connection().receiveBuffer();
            if (receiveBuffer > 0) channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
            return channel.bind(address, options.backlog());
        } catch (IOException | UnsupportedOperationException e) {
            HostBinder.closeQuietly(channel);
            throw ListenException.of(AddressFormat.format(address), e);
        }
    }
}
