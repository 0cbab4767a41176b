package dev.penstock;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many connections there may be, in all and from one address.
 *
 * <p>An IPv6 host has a whole /64 to itself, so that counts as one address. Unix peers have none and are exempt.
 */
final class ConnectionLimits {
    private final int max;
    private final int maxPerAddress;
    private final Map<Long, Integer> perAddress = new LinkedHashMap<>();

    /**
     * @param maxPerAddress 0 for no limit
     */
    ConnectionLimits(int max, int maxPerAddress) {
        this.max = max;
        this.maxPerAddress = maxPerAddress;
    }

    boolean isFull(int connections) {
        return connections >= max;
    }

    /** Counts a newcomer in, or refuses it. */
    boolean admits(SocketAddress remote) {
        if (maxPerAddress == 0 || !(remote instanceof InetSocketAddress internet)) return true;
        Long network = networkOf(internet.getAddress());
        int present = perAddress.getOrDefault(network, 0);
        if (present >= maxPerAddress) return false;
        perAddress.put(network, present + 1);
        return true;
    }

    void left(SocketAddress remote) {
        if (maxPerAddress == 0 || !(remote instanceof InetSocketAddress internet)) return;
        perAddress.computeIfPresent(
                networkOf(internet.getAddress()), (network, present) -> present == 1 ? null : present - 1);
    }

    /** The address, or the first half of an IPv6 one. No IPv6 network looks like an IPv4 address: ::/64 has only loopback. */
    private static Long networkOf(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address ? bytes.getLong() : bytes.getInt() & 0xffff_ffffL;
    }
}
