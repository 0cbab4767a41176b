package dev.penstock;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** The system's own network, on a kernel that was started without IPv6. */
final class Ipv4Only extends SystemNetwork {
    @Override
    public ServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException {
        refuseIpv6(family);
        return super.openServerSocketChannel(family);
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        return super.openServerSocketChannel(StandardProtocolFamily.INET);
    }

    @Override
    public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
        refuseIpv6(family);
        return super.openSocketChannel(family);
    }

    private static void refuseIpv6(ProtocolFamily family) {
        if (family == StandardProtocolFamily.INET6) throw new UnsupportedOperationException("IPv6 not available");
    }
}
