package dev.penstock;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * Where datagrams arrive and leave. Made by {@link Reactor#bindDatagram}; nothing is ever queued here, in neither direction: what
 * waits, waits in the kernel.
 *
 * <p>Receiving makes an address object for each datagram whose sender is not that of the one before; from the same sender, and
 * on an endpoint that is connected, it makes none. All methods belong to the reactor's thread but those that say otherwise.
 */
public final class DatagramEndpoint {
    /** Most bytes a datagram can have: 65,535 less the headers of IPv4 and UDP. The few more of IPv6 are not sent. */
    public static final int MAX_BYTES = 65_507;

    final DatagramChannel channel;
    final DatagramHandler handler;
    boolean isClosed;
    boolean owesUnreachable; // a send was told that nobody listens; the handler is told from the loop
    int failures; // receives in a row that failed
    private final Reactor reactor;
    private final InetSocketAddress localAddress;
    private final InetSocketAddress remoteAddress; // null unless connected

    DatagramEndpoint(
            Reactor reactor,
            DatagramChannel channel,
            DatagramHandler handler,
            InetSocketAddress localAddress,
            InetSocketAddress remoteAddress) {
        this.reactor = reactor;
        this.channel = channel;
        this.handler = handler;
        this.localAddress = localAddress;
        this.remoteAddress = remoteAddress;
    }

    /**
     * Sends a datagram. Never waits: what the kernel has no room for is dropped, and counted.
     *
     * @param data from its position to its limit, perhaps nothing; consumed when sent, untouched otherwise
     * @param to where to; for a connected endpoint its peer
     * @return what became of it
     * @throws IllegalArgumentException if it is longer than {@link #MAX_BYTES}, or the address is not resolved, of another
     *     family, or not the peer's
     */
    public SendResult send(ByteBuffer data, SocketAddress to) {
        assert reactor.inLoop() : "use Reactor.execute to reach an endpoint from another thread";
        if (remoteAddress != null && !remoteAddress.equals(to))
            throw new IllegalArgumentException("connected to " + AddressFormat.format(remoteAddress)
                    + ", so nothing can be sent to " + AddressFormat.format(to));
        return reactor.datagrams.send(this, data, to);
    }

    /**
     * Sends a datagram to the peer that the endpoint is connected to.
     *
     * @param data as for {@link #send(ByteBuffer, SocketAddress)}
     * @return what became of it
     * @throws IllegalArgumentException if it is longer than {@link #MAX_BYTES}
     * @throws IllegalStateException if it is connected to nobody
     */
    public SendResult send(ByteBuffer data) {
        assert reactor.inLoop() : "use Reactor.execute to reach an endpoint from another thread";
        if (remoteAddress == null) throw new IllegalStateException("not connected; say whom to send it to");
        return reactor.datagrams.send(this, data, remoteAddress);
    }

    /** Whether a datagram is for the handler: one from a stranger may have come before the kernel knew of the peer. */
    boolean hears(SocketAddress sender) {
        // The wildcard as a peer is this machine, by whichever address.
        return remoteAddress == null
                || remoteAddress.equals(sender)
                || remoteAddress.getAddress().isAnyLocalAddress();
    }

    /**
     * Closes it. What has arrived and was not yet received is dropped. Any thread; takes effect on the reactor's.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the task queue is full; then it stays open
     */
    public void close() {
        if (reactor.inLoop()) reactor.datagrams.close(this);
        else reactor.executeUnlessEnded(() -> reactor.datagrams.close(this));
    }

    /**
     * The address it is bound to, with the port that port 0 became. Any thread.
     *
     * @return the address
     */
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /**
     * The peer it is connected to. Any thread.
     *
     * @return the address, or null when it talks to any
     */
    public InetSocketAddress remoteAddress() {
        return remoteAddress;
    }

    /**
     * The reactor it lives on. Any thread.
     *
     * @return the reactor
     */
    public Reactor reactor() {
        return reactor;
    }

    @Override
    public String toString() {
        return "udp:" + AddressFormat.format(localAddress);
    }
}
