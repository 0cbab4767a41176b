package dev.penstock;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/** How addresses are shown: {@code 127.0.0.1:7878}, {@code [::1]:7878}, {@code unix:/run/echo}. */
public final class AddressFormat {
    private AddressFormat() {}

    /**
     * An address as text. Never resolves a name.
     *
     * @param address any socket address
     * @return its usual form; IPv6 as RFC 5952 recommends
     */
    public static String format(SocketAddress address) {
        if (address instanceof InetSocketAddress internet)
            return (internet.isUnresolved() ? internet.getHostString() : format(internet.getAddress())) + ":"
                    + internet.getPort();
        if (address instanceof UnixDomainSocketAddress unix) return "unix:" + unix.getPath();
        return String.valueOf(address);
    }

    private static String format(InetAddress address) {
        if (!(address instanceof Inet6Address v6)) return address.getHostAddress();
        String scope = v6.getScopeId() == 0 ? "" : "%" + v6.getScopeId();
        return "[" + compress(v6.getAddress()) + scope + "]";
    }

    /** RFC 5952: groups without leading zeros, the first longest run of two or more zero groups as {@code ::}. */
    private static String compress(byte[] address) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) groups[i] = (address[2 * i] & 0xff) << 8 | (address[2 * i + 1] & 0xff);
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) end++;
            if (end - i > runLength) {
                runStart = i;
                runLength = end - i;
            }
            i = Math.max(i, end - 1);
        }
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
            } else {
                if (i > 0 && text.charAt(text.length() - 1) != ':') text.append(':');
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
