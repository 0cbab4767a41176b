package dev.penstock.apps.client;

import dev.penstock.AddressFormat;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Where to: a host, which may have several addresses, and a port, or a socket file.
 *
 * @param host a name or an address; null with a file
 * @param port its port
 * @param file a socket file; null with a host
 */
record Destination(String host, int port, Path file) {
    /** All of its addresses, in the order in which they are to be tried. Blocks. */
    List<SocketAddress> resolve() throws UnknownHostException {
        if (file != null) return List.of(UnixDomainSocketAddress.of(file));
        return Arrays.stream(InetAddress.getAllByName(host))
                .<SocketAddress>map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public String toString() {
        return file != null
                ? AddressFormat.format(UnixDomainSocketAddress.of(file))
                : AddressFormat.format(InetSocketAddress.createUnresolved(host, port));
    }
}
