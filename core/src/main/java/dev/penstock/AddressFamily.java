package dev.penstock;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;

/** The family that a channel must be opened for, so that an address is bound or reached as it is written. */
final class AddressFamily {
    private AddressFamily() {}

    static ProtocolFamily of(SocketAddress address) {
        if (address instanceof UnixDomainSocketAddress) return StandardProtocolFamily.UNIX;
        boolean isV6 = address instanceof InetSocketAddress internet && internet.getAddress() instanceof Inet6Address;
        return isV6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    }
}
