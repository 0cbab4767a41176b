package dev.penstock;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns hosts, port and socket file into bound channels: all of them, or none and one clear message.
 *
 * <p>Each address is bound by its literal on a channel of its own family, so that what is printed is what is open.
 */
final class Binder {
    // S_IFMT and S_IFSOCK of stat(2): to Java a socket, a pipe and a device are all "other".
    private static final int FILE_TYPE = 0xf000;
    private static final int SOCKET_TYPE = 0xc000;

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
            channels.add(binder.bindUnix(options.unixPath()));
            return channels;
        } catch (ListenException | RuntimeException e) {
            channels.forEach(HostBinder::closeQuietly);
            throw e;
        }
    }

    private ServerSocketChannel bindInternet(InetSocketAddress address) throws ListenException {
        boolean isV6 = address.getAddress() instanceof Inet6Address;
        ServerSocketChannel channel = null;
        try {
            channel =
                    provider.openServerSocketChannel(isV6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            // Inherited by what is accepted, and only so in time for the window scale of the handshake.
            int receiveBuffer = options.connection().receiveBuffer();
            if (receiveBuffer > 0) channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
            return channel.bind(address, options.backlog());
        } catch (IOException | UnsupportedOperationException e) {
            HostBinder.closeQuietly(channel);
            throw explain(AddressFormat.format(address), e);
        }
    }

    /** The JDK tells bind's errors apart by their text only. */
    static ListenException explain(String address, Exception e) {
        String text = String.valueOf(e.getMessage());
        ListenException.Problem problem = ListenException.Problem.OTHER;
        if (text.contains("already in use")) problem = ListenException.Problem.PORT_IN_USE;
        else if (e instanceof UnsupportedOperationException
                || text.contains("Cannot assign")
                || text.contains("not supported")) problem = ListenException.Problem.NOT_LOCAL;
        else if (text.contains("Permission denied")) problem = ListenException.Problem.FORBIDDEN;
        return new ListenException(problem, "cannot listen on " + address + ": " + text, e);
    }

    private ServerSocketChannel bindUnix(Path path) throws ListenException {
        removeIfStale(path);
        ServerSocketChannel channel = null;
        try {
            channel = provider.openServerSocketChannel(StandardProtocolFamily.UNIX);
            return channel.bind(UnixDomainSocketAddress.of(path), options.backlog());
        } catch (IOException | UnsupportedOperationException e) {
            HostBinder.closeQuietly(channel);
            var explained = explain("unix:" + path, e);
            boolean isTaken = explained.problem() == ListenException.Problem.PORT_IN_USE;
            if (isTaken)
                throw new ListenException(ListenException.Problem.SOCKET_FILE_IN_USE, explained.getMessage(), e);
            throw explained;
        }
    }

    /** A server that was killed leaves its socket file; one that answers is alive; anything else is not ours to remove. */
    private void removeIfStale(Path path) throws ListenException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) return;
        try {
            int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            boolean isSocket = (mode & FILE_TYPE) == SOCKET_TYPE;
            if (isSocket && !answers(path)) {
                Files.deleteIfExists(path);
                return;
            }
        } catch (IOException e) {
            throw explain("unix:" + path, e);
        }
        throw new ListenException(ListenException.Problem.SOCKET_FILE_IN_USE, path + " is in use", null);
    }

    private boolean answers(Path path) throws IOException {
        try (SocketChannel probe = provider.openSocketChannel(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (ConnectException e) {
            return false;
        } catch (java.net.SocketException e) {
            return true; // a full backlog, or somebody else's: whoever it is, it was not refused
        }
    }
}
