package dev.penstock;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
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
    /** Tries to find one port that is free on all addresses; each is a fresh choice of the kernel's. */
    private static final int PORT_TRIES = 16;

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
        List<ServerSocketChannel> channels = options.hosts().isEmpty() ? new ArrayList<>() : binder.bindHosts();
        if (options.unixPath() == null) return channels;
        try {
            channels.add(binder.bindUnix(options.unixPath()));
            return channels;
        } catch (ListenException | RuntimeException e) {
            channels.forEach(Binder::closeQuietly);
            throw e;
        }
    }

    private List<ServerSocketChannel> bindHosts() throws ListenException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String host : options.hosts()) resolve(host, addresses);
        addresses = addresses.stream().distinct().toList();
        boolean mayLackFamily = options.hosts().contains("localhost");
        for (int attempt = 1; ; attempt++) {
            try {
                return bindAll(addresses, mayLackFamily);
            } catch (ListenException e) {
                boolean isUnlucky = e.problem() == ListenException.Problem.PORT_IN_USE && options.port() == 0;
                if (!isUnlucky || attempt == PORT_TRIES) throw e;
            }
        }
    }

    private static void resolve(String host, List<InetAddress> to) throws ListenException {
        try {
            if (host.isBlank()) throw new UnknownHostException("''"); // the JDK would take it for loopback
            if (host.equals("localhost")) {
                to.add(InetAddress.getByName("127.0.0.1"));
                to.add(InetAddress.getByName("::1"));
            } else {
                to.addAll(List.of(InetAddress.getAllByName(host)));
            }
        } catch (UnknownHostException e) {
            throw new ListenException(
                    ListenException.Problem.UNKNOWN_HOST, "host " + (host.isBlank() ? "''" : host) + " is unknown", e);
        }
    }

    private List<ServerSocketChannel> bindAll(List<InetAddress> addresses, boolean mayLackFamily)
            throws ListenException {
        List<ServerSocketChannel> channels = new ArrayList<>();
        int port = options.port();
        ListenException missing = null;
        for (InetAddress address : addresses) {
            try {
                ServerSocketChannel channel = bindInternet(address, port);
                channels.add(channel);
                port = portOf(channel);
            } catch (ListenException e) {
                missing = e;
                if (mayLackFamily && e.problem() == ListenException.Problem.NOT_LOCAL && address.isLoopbackAddress())
                    continue;
                channels.forEach(Binder::closeQuietly);
                throw e;
            }
        }
        if (channels.isEmpty()) throw missing;
        return channels;
    }

    private static int portOf(ServerSocketChannel channel) throws ListenException {
        try {
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new ListenException(ListenException.Problem.OTHER, "no local address: " + e.getMessage(), e);
        }
    }

    private ServerSocketChannel bindInternet(InetAddress address, int port) throws ListenException {
        var socketAddress = new InetSocketAddress(address, port);
        boolean isV6 = address instanceof Inet6Address;
        ServerSocketChannel channel = null;
        try {
            channel =
                    provider.openServerSocketChannel(isV6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            // Inherited by what is accepted, and only so in time for the window scale of the handshake.
            if (options.receiveBuffer() > 0)
                channel.setOption(StandardSocketOptions.SO_RCVBUF, options.receiveBuffer());
            return channel.bind(socketAddress, options.backlog());
        } catch (IOException | UnsupportedOperationException e) {
            if (channel != null) closeQuietly(channel);
            throw explain(AddressFormat.format(socketAddress), e);
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
            if (channel != null) closeQuietly(channel);
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

    static void closeQuietly(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It was bound or half open, and nobody has used it: there is nothing to lose.
        }
    }
}
