package dev.penstock;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.spi.SelectorProvider;

/** Opens the channel of an endpoint, bound and perhaps connected, or says in one line why that can't be done. */
final class DatagramBinder {
    private DatagramBinder() {}

    static DatagramChannel bind(SelectorProvider provider, DatagramOptions options) throws ListenException {
        InetSocketAddress local = options.localAddress();
        InetSocketAddress remote = options.remoteAddress();
        // Literal, so nothing is looked up. Without a peer to tell the family, it is IPv4's loopback.
        if (local == null && remote == null) local = new InetSocketAddress("127.0.0.1", 0);
        requireResolved(local);
        requireResolved(remote);
        DatagramChannel channel = null;
        try {
            channel = open(provider, options, local != null ? local : remote);
            if (local != null) channel.bind(local);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            HostBinder.closeQuietly(channel);
            throw ListenException.of("udp:" + AddressFormat.format(local != null ? local : remote), e);
        }
        try {
            if (remote != null) channel.connect(remote);
            return channel;
        } catch (IOException | IllegalArgumentException e) {
            HostBinder.closeQuietly(channel);
            String text = e instanceof IOException ? e.getMessage() : "an address of another family";
            throw new ListenException(
                    ListenException.Problem.OTHER, "cannot send to " + AddressFormat.format(remote) + ": " + text, e);
        }
    }

    private static DatagramChannel open(SelectorProvider provider, DatagramOptions options, InetSocketAddress address)
            throws IOException {
        DatagramChannel channel = provider.openDatagramChannel(AddressFamily.of(address));
        try {
            channel.configureBlocking(false);
            if (options.sendBuffer() > 0) channel.setOption(StandardSocketOptions.SO_SNDBUF, options.sendBuffer());
            if (options.receiveBuffer() > 0)
                channel.setOption(StandardSocketOptions.SO_RCVBUF, options.receiveBuffer());
            return channel;
        } catch (IOException | RuntimeException e) {
            HostBinder.closeQuietly(channel);
            throw e;
        }
    }

    private static void requireResolved(InetSocketAddress address) throws ListenException {
        if (address == null || !address.isUnresolved()) return;
        throw new ListenException(
                ListenException.Problem.UNKNOWN_HOST, "host " + address.getHostString() + " is unknown", null);
    }
}
