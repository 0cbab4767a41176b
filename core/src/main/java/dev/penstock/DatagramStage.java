package dev.penstock;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;

/** Datagrams in and out: one buffer for all endpoints, and so many a turn. Owned by the reactor's thread. */
final class DatagramStage {
    /** Holds the longest datagram of either family, so none is ever cut. */
    static final int BUFFER_BYTES = 64 << 10;

    /**
     * Datagrams received on one endpoint in one turn: together as much as one read of a connection, when each has a kilobyte.
     * A flood then costs its neighbours a fraction of a millisecond a turn.
     */
    static final int MAX_DATAGRAMS_A_TURN = 64;

    /** Received at the end on one endpoint: as many of the shortest as its receive buffer holds by default. */
    static final int MAX_DATAGRAMS_AT_END = 1024;

    /**
     * Receives that fail in a row until the endpoint is closed: what fails for ever would be ready for ever. An answer of some
     * router fails one receive, and the next one does not.
     */
    static final int MAX_FAILURES = 16;

    private final Reactor reactor;
    private final List<DatagramEndpoint> endpoints = new ArrayList<>();
    private ByteBuffer buffer; // null until there is an endpoint
    private ByteBuffer lent; // a permanent read-only view of it
    private ByteBuffer copy; // for what is sent from the heap: the JDK would keep a copy of its own; null until then

    DatagramStage(Reactor reactor) {
        this.reactor = reactor;
    }

    /** Binds, on the caller's thread, and has the loop receive. */
    DatagramEndpoint bind(DatagramOptions options, DatagramHandler handler) throws ListenException {
        Objects.requireNonNull(handler, "handler");
        return open(List.of(DatagramBinder.bind(reactor.options().provider(), options)), options, handler)
                .get(0);
    }

    /** The same on every address of some hosts, or on none. */
    List<DatagramEndpoint> bind(List<String> hosts, int port, DatagramOptions options, DatagramHandler handler)
            throws ListenException {
        Objects.requireNonNull(handler, "handler");
        Limits.requireBetween("port", port, 0, 65_535);
        if (hosts.isEmpty()) throw new IllegalArgumentException("hosts must name at least one");
        if (options.localAddress() != null || options.remoteAddress() != null)
            throw new IllegalArgumentException("the hosts say where to bind, so the options must name no address");
        List<DatagramChannel> channels = HostBinder.bind(
                hosts,
                port,
                address -> DatagramBinder.bind(
                        reactor.options().provider(),
                        new DatagramOptions(address, null, options.sendBuffer(), options.receiveBuffer())));
        return open(channels, options, handler);
    }

    private List<DatagramEndpoint> open(
            List<DatagramChannel> channels, DatagramOptions options, DatagramHandler handler) throws ListenException {
        try {
            List<DatagramEndpoint> opened = new ArrayList<>();
            for (DatagramChannel channel : channels) {
                var local = (InetSocketAddress) channel.getLocalAddress();
                opened.add(new DatagramEndpoint(reactor, channel, handler, local, options.remoteAddress()));
            }
            if (reactor.inLoop()) opened.forEach(this::register);
            else reactor.execute(() -> opened.forEach(this::register));
            return List.copyOf(opened);
        } catch (RejectedExecutionException e) {
            channels.forEach(HostBinder::closeQuietly);
            throw e;
        } catch (IOException e) {
            channels.forEach(HostBinder::closeQuietly);
            throw new ListenException(ListenException.Problem.OTHER, "no local address: " + e.getMessage(), e);
        }
    }

    private void register(DatagramEndpoint endpoint) {
        endpoints.add(endpoint);
        try {
            if (buffer == null) {
                buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
                lent = buffer.asReadOnlyBuffer();
            }
            reactor.loop.register(endpoint.channel, SelectionKey.OP_READ, new Receiver(endpoint));
            if (reactor.shutdown.hasBegun()) close(endpoint);
        } catch (Throwable failure) {
            // Whatever it was, an address that is bound and never receives would be worse than none.
            reactor.guard.report(null, failure);
            close(endpoint);
        }
    }

    /** What the loop knows an endpoint by. */
    private final class Receiver implements KeyOwner {
        private final DatagramEndpoint endpoint;

        Receiver(DatagramEndpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public void ready() {
            receive(endpoint, MAX_DATAGRAMS_A_TURN);
        }

        @Override
        public String work() {
            return "datagrams";
        }
    }

    /** Takes what waits, up to so many. */
    void receive(DatagramEndpoint endpoint, int most) {
        for (int left = most; left > 0 && !endpoint.isClosed && receive(endpoint); left--) {}
    }

    /** Takes one datagram, or one failure; false when there is neither. */
    private boolean receive(DatagramEndpoint endpoint) {
        SocketAddress sender;
        try {
            // Not read(): that would not tell nothing from a datagram without bytes.
            sender = endpoint.channel.receive(buffer.clear());
        } catch (PortUnreachableException e) {
            reactor.spin.progressed();
            reactor.guard.unreachable(endpoint);
            return true;
        } catch (IOException e) {
            reactor.counters.add(Metric.IO_FAILURES, 1);
            reactor.guard.report(null, e);
            if (++endpoint.failures == MAX_FAILURES) close(endpoint);
            return true;
        }
        endpoint.failures = 0;
        if (sender == null) return false;
        if (!endpoint.hears(sender)) return true;
        int length = buffer.position();
        reactor.counters.add(Metric.DATAGRAMS_IN, 1);
        reactor.counters.add(Metric.BYTES_IN, length);
        reactor.guard.datagram(endpoint, sender, lent.clear().limit(length).order(ByteOrder.BIG_ENDIAN));
        return true;
    }

    SendResult send(DatagramEndpoint endpoint, ByteBuffer data, SocketAddress to) {
        int length = data.remaining();
        if (length > DatagramEndpoint.MAX_BYTES)
            throw new IllegalArgumentException(
                    "a datagram of " + length + " bytes can never be sent: the limit is " + DatagramEndpoint.MAX_BYTES);
        if (endpoint.isClosed) return SendResult.CLOSED;
        int start = data.position();
        ByteBuffer direct = data.isDirect() ? data : copyOf(data);
        SendResult result = handOver(endpoint, direct, to, true);
        data.position(result == SendResult.SENT ? start + length : start);
        Metric counted = result == SendResult.SENT ? Metric.DATAGRAMS_OUT : Metric.DATAGRAMS_DROPPED;
        reactor.counters.add(counted, 1);
        if (result == SendResult.SENT) reactor.counters.add(Metric.BYTES_OUT, length);
        return result;
    }

    private ByteBuffer copyOf(ByteBuffer data) {
        if (copy == null) copy = ByteBuffer.allocateDirect(BUFFER_BYTES);
        return copy.clear().put(data).flip();
    }

    private SendResult handOver(DatagramEndpoint endpoint, ByteBuffer data, SocketAddress to, boolean mayRetry) {
        try {
            int length = data.remaining();
            if (length == 0 && endpoint.remoteAddress() != null) return sendNothing(endpoint, data, to);
            // The JDK answers 0 for "no room" and for a datagram without bytes; for those there nearly always is room.
            return endpoint.channel.send(data, to) == length ? SendResult.SENT : SendResult.DROPPED;
        } catch (PortUnreachableException e) {
            // The answer to an earlier one: this one was not tried.
            oweUnreachable(endpoint);
            return mayRetry ? handOver(endpoint, data, to, false) : SendResult.REFUSED;
        } catch (IOException e) {
            reactor.counters.add(Metric.IO_FAILURES, 1);
            reactor.guard.report(null, e);
            return SendResult.REFUSED;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cannot send to " + AddressFormat.format(to) + " from " + endpoint + ": " + e, e);
        }
    }

    /**
     * A datagram without bytes, to the peer: while a channel is connected, the JDK makes no system call for it. The answer that
     * nobody listens is told only if it comes later; on the same machine it comes at once.
     */
    private static SendResult sendNothing(DatagramEndpoint endpoint, ByteBuffer nothing, SocketAddress to)
            throws IOException {
        endpoint.channel.disconnect();
        try {
            endpoint.channel.send(nothing, to);
        } finally {
            endpoint.channel.connect(to);
        }
        return SendResult.SENT;
    }

    /** Told from the loop: a send calls no handler. */
    private void oweUnreachable(DatagramEndpoint endpoint) {
        if (endpoint.owesUnreachable) return;
        endpoint.owesUnreachable = true;
        reactor.tasks.later(() -> {
            endpoint.owesUnreachable = false;
            if (!endpoint.isClosed) reactor.guard.unreachable(endpoint);
        });
    }

    void close(DatagramEndpoint endpoint) {
        if (endpoint.isClosed) return;
        endpoint.isClosed = true;
        endpoints.remove(endpoint);
        HostBinder.closeQuietly(endpoint.channel);
        reactor.descriptorFreed();
        reactor.tasks.later(() -> reactor.guard.closed(endpoint));
    }

    /** The end: what the kernel holds has arrived in time, and is taken; nothing further is. */
    void end() {
        while (!endpoints.isEmpty()) {
            DatagramEndpoint endpoint = endpoints.get(endpoints.size() - 1);
            receive(endpoint, MAX_DATAGRAMS_AT_END);
            close(endpoint);
        }
    }

    void closeAll() {
        while (!endpoints.isEmpty()) close(endpoints.get(endpoints.size() - 1));
    }
}
