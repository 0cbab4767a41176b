package dev.penstock.sim;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who listens where, and how connections come to them. */
final class Ports {
    private static final long FIRST_RETRY = 1_000_000_000L; // a connection request that is not answered is sent again
    private static final int TRIES = 5;

    private final SimNetwork network;
    private final Map<InetSocketAddress, Backlog> listening = new LinkedHashMap<>();
    private SimSocket latest; // whoever has asked to connect last
    private long latestAt;
    private int lastGiven = 40_000;

    Ports(SimNetwork network) {
        this.network = network;
    }

    Backlog listen(InetSocketAddress address, int backlog, int receiveBuffer) throws IOException {
        int port = address.getPort() == 0 ? ++lastGiven : address.getPort();
        var bound = new InetSocketAddress(address.getAddress(), port);
        if (listening.containsKey(bound)) throw new BindException("Address already in use");
        var opened = new Backlog(network, bound, backlog, receiveBuffer);
        listening.put(bound, opened);
        return opened;
    }

    void stopListening(Backlog backlog) {
        listening.remove(backlog.address());
        backlog.close();
    }

    /** Since when, on any address, somebody waits to be accepted and nobody is. */
    long waitingSince() {
        long since = network.clock().elapsed();
        for (Backlog backlog : listening.values()) since = Math.min(since, backlog.waitingSince());
        return since;
    }

    /** Where somebody is to connect from. */
    InetSocketAddress bind(InetSocketAddress address) throws IOException {
        if (listening.containsKey(address)) throw new BindException("Address already in use");
        return address.getPort() == 0 ? localFor(address) : address;
    }

    /** An address for somebody who has not asked for one. */
    InetSocketAddress localFor(InetSocketAddress remote) {
        return new InetSocketAddress(remote.getAddress(), ++lastGiven);
    }

    SimSocket connect(InetSocketAddress local, InetSocketAddress remote) {
        var client = new SimSocket(network, local, remote);
        latest = client;
        latestAt = network.clock().elapsed();
        request(client, 1);
        return client;
    }

    /** Whoever has just asked to connect there; null if that was nobody. */
    SimSocket callerOf(InetSocketAddress remote, long since) {
        boolean isIt = latest != null && latest.remote().equals(remote) && latestAt >= since;
        return isIt ? latest : null;
    }

    private void request(SimSocket client, int attempt) {
        network.in(network.delay(), () -> {
            if (client.isClosed()) return;
            Backlog backlog = listening.get(client.remote());
            if (backlog == null) network.in(network.delay(), () -> client.connectFailed("Connection refused"));
            else if (backlog.offer(client)) network.in(network.delay(), client::established);
            else if (attempt == TRIES) client.connectFailed("Connection timed out");
            else network.in(FIRST_RETRY << (attempt - 1), () -> request(client, attempt + 1));
        });
    }
}
