package dev.penstock.sim;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

/** A listening socket: the connections that nobody has accepted yet. */
final class Backlog {
    private final SimNetwork network;
    private final InetSocketAddress address;
    private int most;
    private final int receiveBuffer;
    private final Deque<SimSocket> waiting = new ArrayDeque<>();
    private long servedAt; // when somebody was last accepted, or came into an empty backlog
    private Runnable watcher = () -> {};

    Backlog(SimNetwork network, InetSocketAddress address, int most, int receiveBuffer) {
        this.network = network;
        this.address = address;
        this.most = most;
        this.receiveBuffer = receiveBuffer;
    }

    void watch(Runnable by) {
        watcher = by;
    }

    InetSocketAddress address() {
        return address;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Has it hold so many from now on. */
    void most(int value) {
        most = value;
    }

    /** A connection request has arrived; a full backlog does not answer, as Linux. */
    boolean offer(SimSocket client) {
        if (waiting.size() >= most) return false;
        var server = new SimSocket(network, address, client.local());
        if (receiveBuffer > 0) server.receiveBuffer(receiveBuffer);
        SimSocket.join(network, client, server);
        server.established();
        if (waiting.isEmpty()) servedAt = network.clock().elapsed();
        waiting.add(server);
        watcher.run();
        return true;
    }

    /** Since when somebody waits and nobody is accepted. */
    long waitingSince() {
        return waiting.isEmpty() ? network.clock().elapsed() : servedAt;
    }

    SimSocket poll() {
        servedAt = network.clock().elapsed();
        return waiting.poll();
    }

    /** Whoever still waits is reset. */
    void close() {
        for (SimSocket socket; (socket = waiting.poll()) != null; ) socket.abort();
    }
}
