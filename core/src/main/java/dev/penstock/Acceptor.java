package dev.penstock;

import dev.penstock.timer.Timer;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * One bound address: takes connections off its backlog, a few a turn, within the limits.
 *
 * <p>When the process runs out of descriptors it drops its interest, and takes it up again as soon as a connection of ours has
 * ended, or by a timer. It neither sleeps nor closes. Owned by the reactor's thread.
 */
final class Acceptor extends Timer implements KeyOwner {
    /** As Netty: enough to empty a burst soon, few enough that the connected do not wait for it. */
    static final int MAX_ACCEPTS_A_TURN = 16;

    private static final List<SocketOption<Object>> OPTIONS = List.of(
            cast(StandardSocketOptions.SO_SNDBUF),
            cast(StandardSocketOptions.TCP_NODELAY),
            cast(StandardSocketOptions.SO_KEEPALIVE));

    private static final long MIN_RETRY_MILLIS = 50;
    private static final long MAX_RETRY_MILLIS = 1000;

    private final Listener listener;
    private final Reactor reactor;
    private final ServerSocketChannel channel;
    private final Object[] optionValues;
    private SelectionKey key;
    private boolean closing;
    private long retryMillis = MIN_RETRY_MILLIS;
    private int expected = 1; // connections that the next turn is likely to find

    Acceptor(Listener listener, ServerSocketChannel channel) {
        this.listener = listener;
        this.reactor = listener.reactor;
        this.channel = channel;
        this.optionValues = new Object[] {listener.options().connection().sendBuffer(), true, true};
    }

    @SuppressWarnings("unchecked") // each is given the type of value that it takes
    private static SocketOption<Object> cast(SocketOption<?> option) {
        return (SocketOption<Object>) option;
    }

    void register() throws IOException {
        key = reactor.loop.register(channel, SelectionKey.OP_ACCEPT, this);
    }

    /**
     * The kernel has connections for us. As many are taken as it had the last time; if they all were there it may have more,
     * and the next turn takes twice as many. A lone connection so costs one accept, not a second that finds nothing.
     */
    @Override
    public void ready() {
        int accepted = 0;
        while (accepted < expected && !closing && acceptOne()) accepted++;
        expected = accepted < expected ? Math.max(1, accepted) : Math.min(MAX_ACCEPTS_A_TURN, 2 * expected);
    }

    @Override
    public String work() {
        return "accept";
    }

    private boolean acceptOne() {
        SocketChannel peer;
        try {
            peer = channel.accept();
        } catch (IOException | LinkageError e) {
            // Without descriptors even a class of the JDK's may fail to load.
            pause(e);
            return false;
        }
        if (peer == null) return false;
        reactor.spin.progressed();
        retryMillis = MIN_RETRY_MILLIS;
        admit(peer);
        return true;
    }

    private void pause(Throwable failure) {
        reactor.counters.add(Metric.ACCEPT_FAILURES, 1);
        reactor.log.acceptFailed(failure, retryMillis);
        reactor.spin.progressed();
        key.interestOps(0);
        reactor.wheel.arm(this, reactor.now() + retryMillis * 1_000_000);
        retryMillis = Math.min(MAX_RETRY_MILLIS, retryMillis * 2);
    }

    @Override
    protected void fire() {
        if (key.isValid()) key.interestOps(SelectionKey.OP_ACCEPT);
    }

    /** A descriptor has become free: no need to wait for the timer. */
    void retryNow() {
        if (!isArmed()) return;
        reactor.wheel.cancel(this);
        fire();
    }

    /** Makes a connection of an accepted channel, or closes it at once where a limit is reached. */
    private void admit(SocketChannel peer) {
        SocketAddress remote;
        Connection connection;
        try {
            remote = peer.getRemoteAddress();
            if (!makeRoom(remote)) {
                reactor.counters.add(Metric.REFUSED, 1);
                HostBinder.closeQuietly(peer);
                return;
            }
        } catch (IOException e) {
            HostBinder.closeQuietly(peer);
            return;
        }
        try {
            connection = connectionOf(peer, remote);
        } catch (Throwable failure) {
            // Whatever it was, the descriptor must not leak: the JDK closes it on some of these paths only.
            reactor.counters.add(Metric.ACCEPT_FAILURES, 1);
            reactor.guard.report(null, failure);
            HostBinder.closeQuietly(peer);
            reactor.limits.left(remote);
            return;
        }
        reactor.opened(connection, listener.handlers());
    }

    /** Counts the newcomer in. Nobody is made to go for one who may not stay. */
    private boolean makeRoom(SocketAddress remote) {
        if (!reactor.limits.admits(remote)) return false;
        if (reactor.connector.makeRoom()) return true;
        reactor.limits.left(remote);
        return false;
    }

    private Connection connectionOf(SocketChannel peer, SocketAddress remote) throws IOException {
        peer.configureBlocking(false);
        boolean isUnix = remote instanceof UnixDomainSocketAddress;
        setOptions(peer, isUnix);
        Connection connection =
                new Connection(reactor, listener.terms, peer, remote, isUnix ? reactor.nextUnixNumber() : 0);
        connection.interest = SelectionKey.OP_READ;
        connection.key = reactor.loop.register(peer, SelectionKey.OP_READ, connection);
        return connection;
    }

    /** Through one call in a loop: written out, each would be inlined, and compiling that takes the JVM megabytes. */
    private void setOptions(SocketChannel peer, boolean isUnix) throws IOException {
        int count = isUnix ? 1 : OPTIONS.size();
        for (int i = listener.options().connection().sendBuffer() > 0 ? 0 : 1; i < count; i++)
            peer.setOption(OPTIONS.get(i), optionValues[i]);
    }

    /** Takes what the backlog still holds, because closing would reset it, and closes. */
    void close() {
        if (closing) return; // a handler of one that is taken off the backlog may ask again
        closing = true;
        if (key != null) {
            int left = listener.options().backlog();
            while (left-- > 0 && acceptOne()) {}
        }
        reactor.wheel.cancel(this);
        HostBinder.closeQuietly(channel);
    }
}
