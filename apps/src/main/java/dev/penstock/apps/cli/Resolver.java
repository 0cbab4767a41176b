package dev.penstock.apps.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Whom a name means to a client. */
public final class Resolver {
    private Resolver() {}

    /**
     * All addresses of a host, in the order in which they are to be tried. {@code localhost} has both of those that the servers
     * listen on, whatever the system's list of hosts knows. Blocks.
     *
     * @throws UnknownHostException if it has none; the message says so
     */
    public static List<InetAddress> resolve(String host) throws UnknownHostException {
        if (host.isBlank())
            throw new UnknownHostException("host '" + host + "' is unknown"); // to the JDK it is loopback
        if (host.equals("localhost")) return List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("::1"));
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new UnknownHostException("host " + host + " is unknown");
        }
    }
}
