package dev.penstock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.NetworkChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Binds every address of some hosts at one port: all of them, or none and one clear message.
 *
 * <p>{@code localhost} is 127.0.0.1 and ::1, of which a machine may lack one; port 0 is one free port for all.
 */
final class HostBinder<C extends NetworkChannel> {
    /** Tries to find one port that is free on all addresses; each is a fresh choice of the kernel's. */
    private static final int PORT_TRIES = 16;

    /** Opens one channel on an address. */
    interface Bind<C> {
        C bind(InetSocketAddress address) throws ListenException;
    }

    private final List<InetAddress> addresses;
    private final boolean mayLackFamily;
    private final int port;
    private final Bind<C> one;

    private HostBinder(List<String> hosts, int port, Bind<C> one) throws ListenException {
        List<InetAddress> resolved = new ArrayList<>();
        for (String host : hosts) resolve(host, resolved);
        this.addresses = resolved.stream().distinct().toList();
        this.mayLackFamily = hosts.contains("localhost");
        this.port = port;
        this.one = one;
    }

    static <C extends NetworkChannel> List<C> bind(List<String> hosts, int port, Bind<C> one) throws ListenException {
        var binder = new HostBinder<>(hosts, port, one);
        for (int attempt = 1; ; attempt++) {
            try {
                return binder.bindAll();
            } catch (ListenException e) {
                boolean isUnlucky = e.problem() == ListenException.Problem.PORT_IN_USE && port == 0;
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

    private List<C> bindAll() throws ListenException {
        List<C> channels = new ArrayList<>();
        int samePort = port;
        ListenException missing = null;
        for (InetAddress address : addresses) {
            try {
                C channel = one.bind(new InetSocketAddress(address, samePort));
                channels.add(channel);
                samePort = portOf(channel);
            } catch (ListenException e) {
                missing = e;
                if (mayLackFamily && e.problem() == ListenException.Problem.NOT_LOCAL && address.isLoopbackAddress())
                    continue;
                channels.forEach(HostBinder::closeQuietly);
                throw e;
            }
        }
        if (channels.isEmpty()) throw missing;
        return channels;
    }

    private static int portOf(NetworkChannel channel) throws ListenException {
        try {
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new ListenException(ListenException.Problem.OTHER, "no local address: " + e.getMessage(), e);
        }
    }

    static void closeQuietly(NetworkChannel channel) {
        try {
            if (channel != null) channel.close();
        } catch (IOException e) {
            // It was bound or half open, and nobody has used it; or what it held is dropped in any case.
        }
    }
}
