package dev.penstock;

import dev.penstock.timer.Timer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One try to connect to one address: it ends in a connection, in a failure that is told once, or because it is called off.
 *
 * <p>Whatever comes of it is told from the loop, never from within {@link Reactor#connect}: whoever tries the next address
 * when one fails must not find itself inside of its own call. Owned by the reactor's thread.
 */
final class ConnectAttempt extends Timer implements KeyOwner, Cancellable {
    private final Reactor reactor;
    private final SocketAddress remote;
    private final ConnectOptions options;
    private final ConnectionHandler handler;
    private final Consumer<? super ConnectFailure> onFailure;
    private SocketChannel channel; // null until it is open
    private SelectionKey key; // null where it stood at once, as over Unix it does
    private ConnectFailure failure; // still to be told
    private boolean isOver;

    ConnectAttempt(
            Reactor reactor,
            SocketAddress remote,
            ConnectOptions options,
            ConnectionHandler handler,
            Consumer<? super ConnectFailure> onFailure) {
        this.reactor = reactor;
        this.remote = Objects.requireNonNull(remote, "remote");
        this.options = options;
        this.handler = Objects.requireNonNull(handler, "handler");
        this.onFailure = Objects.requireNonNull(onFailure, "onFailure");
    }

    void begin() {
        try {
            if (remote instanceof InetSocketAddress internet && internet.isUnresolved())
                throw new UnresolvedAddressException();
            channel = reactor.options().provider().openSocketChannel(AddressFamily.of(remote));
            channel.configureBlocking(false);
            setOptions();
            if (options.localAddress() != null && !bind(options.localAddress())) return;
            if (channel.connect(remote)) {
                reactor.tasks.later(this::conclude);
                return;
            }
            key = reactor.loop.register(channel, SelectionKey.OP_CONNECT, this);
            reactor.wheel.arm(this, reactor.now() + Limits.nanos(options.connectTimeout()));
        } catch (Throwable thrown) {
            // Whatever it was, the descriptor must not leak: the JDK closes it on some of these paths only.
            failLater(ConnectFailure.of(remote, thrown));
        }
    }

    /** Before it connects: only so is a receive buffer in time for the window scale of the handshake. */
    private void setOptions() throws IOException {
        int sendBuffer = options.connection().sendBuffer();
        int receiveBuffer = options.connection().receiveBuffer();
        if (sendBuffer > 0) channel.setOption(StandardSocketOptions.SO_SNDBUF, sendBuffer);
        if (remote instanceof UnixDomainSocketAddress) return;
        if (receiveBuffer > 0) channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }

    private boolean bind(SocketAddress local) {
        try {
            // What became of one family's address in another's socket would depend on the system.
            if (AddressFamily.of(local) != AddressFamily.of(remote))
                throw new IOException("an address of another family");
            // A port that was asked for is to be had again while the connection before is still remembered.
            if (local instanceof InetSocketAddress internet && internet.getPort() > 0)
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(local);
            return true;
        } catch (IOException | RuntimeException e) {
            failLater(ConnectFailure.ofBinding(remote, local, e));
            return false;
        }
    }

    /** The kernel has come to a result, or pretends to. */
    @Override
    public void ready() {
        if (isOver) return; // called off earlier in this very round
        try {
            if (!channel.finishConnect()) return;
        } catch (Throwable thrown) {
            failure = ConnectFailure.of(remote, thrown);
        }
        conclude();
    }

    @Override
    public String work() {
        return "connect";
    }

    /** The connect timeout. */
    @Override
    protected void fire() {
        failure = ConnectFailure.timedOut(remote, options.connectTimeout());
        conclude();
    }

    /** It can't even begin. */
    void refuse(ConnectFailure.Problem problem, String why) {
        failLater(ConnectFailure.because(remote, problem, why));
    }

    private void failLater(ConnectFailure because) {
        failure = because;
        close();
        reactor.tasks.later(this::conclude);
    }

    /** Ends it now, whatever has become of it so far, and tells so. */
    void giveUp(ConnectFailure.Problem problem, String why) {
        if (failure == null) failure = ConnectFailure.because(remote, problem, why);
        conclude();
    }

    @Override
    public void cancel() {
        assert reactor.inLoop() : "use Reactor.execute to call a connect off from another thread";
        if (isOver) return;
        end();
        close();
    }

    private void end() {
        isOver = true;
        reactor.wheel.cancel(this);
        reactor.connector.forget(this);
    }

    private void conclude() {
        if (isOver) return;
        end();
        Connection connection = failure == null ? stand() : null;
        if (connection != null) {
            reactor.opened(connection, opened -> handler);
            return;
        }
        close();
        reactor.counters.add(Metric.CONNECT_FAILURES, 1);
        reactor.guard.connectFailed(onFailure, failure);
    }

    /** Makes a connection of the channel; null, with the failure noted, where that can't be done. */
    private Connection stand() {
        try {
            // Whoever asks often for a port that nobody listens on is one day given that very port to ask from.
            if (remote.equals(channel.getLocalAddress())) throw new ConnectException("Connection refused");
            boolean isUnix = remote instanceof UnixDomainSocketAddress;
            var terms = new ConnectionTerms(options.connection());
            var connection = new Connection(reactor, terms, channel, remote, isUnix ? reactor.nextUnixNumber() : 0);
            connection.isOutgoing = true;
            connection.interest = SelectionKey.OP_READ;
            if (key == null) key = reactor.loop.register(channel, SelectionKey.OP_READ, connection);
            key.attach(connection);
            key.interestOps(SelectionKey.OP_READ);
            connection.key = key;
            return connection;
        } catch (Throwable thrown) {
            failure = ConnectFailure.of(remote, thrown);
            return null;
        }
    }

    private void close() {
        if (channel == null || !channel.isOpen()) return;
        try {
            channel.close();
        } catch (IOException e) {
            reactor.guard.report(null, e);
        }
        reactor.descriptorFreed();
    }
}
