package dev.penstock.sim;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.NoConnectionPendingException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Set;

/**
 * A connection's channel on the simulated network; never blocks. Closing one that is registered ends its output and leaves the
 * rest to the deregistration, as the JDK's does.
 */
final class SimSocketChannel extends SocketChannel implements SimChannel {
    private final SimNetwork network;
    private final OptionValues options = OptionValues.ofSocket();
    private SimSocket socket; // null until connect
    private InetSocketAddress bound;
    private boolean isPending;
    private boolean isConnected;
    private boolean isInputShut;
    private boolean isKilled;
    private SimKey key;

    /**
     * @param accepted the socket that was taken off a backlog, or null for one that is to connect
     */
    SimSocketChannel(SimNetwork network, SimSocket accepted) {
        super(network);
        this.network = network;
        this.socket = accepted;
        this.isConnected = accepted != null;
        if (accepted != null) accepted.watch(this::changed);
    }

    @Override
    public SocketChannel bind(SocketAddress local) throws IOException {
        ensureOpen();
        network.operation(Operation.BIND, 0);
        bound = network.ports().bind((InetSocketAddress) local);
        return this;
    }

    @Override
    public boolean connect(SocketAddress remote) throws IOException {
        ensureOpen();
        requireNonBlocking();
        if (isConnected) throw new AlreadyConnectedException();
        if (isPending) throw new ConnectionPendingException();
        network.operation(Operation.CONNECT, 0);
        var to = (InetSocketAddress) remote;
        socket = network.connect(bound != null ? bound : network.ports().localFor(to), to);
        socket.sendBuffer(options.get(StandardSocketOptions.SO_SNDBUF));
        socket.receiveBuffer(options.get(StandardSocketOptions.SO_RCVBUF));
        socket.watch(this::changed);
        isPending = true;
        return false;
    }

    @Override
    public boolean finishConnect() throws IOException {
        ensureOpen();
        if (isConnected) return true;
        if (!isPending) throw new NoConnectionPendingException();
        requireNonBlocking();
        try {
            if (!socket.finishConnect()) return false;
        } catch (IOException e) {
            close();
            throw e;
        }
        isPending = false;
        isConnected = true;
        changed();
        return true;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        Objects.requireNonNull(to);
        ensureConnected();
        if (isInputShut) return -1;
        network.operation(Operation.READ, socket.number());
        Weather weather = network.weather();
        int most = Integer.MAX_VALUE;
        if (socket.unread() > 0) {
            if (network.dice().chance(weather.emptyRead())) return 0;
            if (network.dice().chance(weather.shortRead()))
                most = network.dice().between(1, (int) Math.min(socket.unread(), 4096));
        }
        return socket.read(to, most);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        Objects.requireNonNull(from);
        ensureConnected();
        if (socket.isOutputShut()) throw new ClosedChannelException();
        network.operation(Operation.WRITE, socket.number());
        if (!from.hasRemaining()) return 0;
        Weather weather = network.weather();
        int most = Integer.MAX_VALUE;
        if (!socket.isReset()) {
            if (network.dice().chance(weather.emptyWrite())) return 0;
            if (network.dice().chance(weather.shortWrite()))
                most = network.dice().between(1, Math.min(from.remaining(), 4096));
        }
        return socket.write(from, most);
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        for (int i = offset; i < offset + length; i++) if (to[i].hasRemaining()) return read(to[i]);
        return 0;
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, from.length);
        long taken = 0;
        for (int i = offset; i < offset + length; i++) {
            if (!from[i].hasRemaining()) continue;
            taken += write(from[i]);
            if (from[i].hasRemaining()) break;
        }
        return taken;
    }

    @Override
    public SocketChannel shutdownOutput() throws IOException {
        ensureConnected();
        network.operation(Operation.SHUTDOWN_OUTPUT, socket.number());
        socket.shutdownOutput();
        return this;
    }

    @Override
    public SocketChannel shutdownInput() throws IOException {
        ensureConnected();
        isInputShut = true;
        changed();
        return this;
    }

    private void changed() {
        if (key != null) key.changed();
    }

    @Override
    public int readyOps() {
        if (socket == null) return 0;
        if (isPending) return socket.isConnectDone() ? SelectionKey.OP_CONNECT : 0;
        return (isInputShut || socket.isReadable() ? SelectionKey.OP_READ : 0)
                | (socket.isWritable() ? SelectionKey.OP_WRITE : 0);
    }

    @Override
    public void watch(SimKey by) {
        key = by;
    }

    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        network.operation(Operation.CONFIGURE, 0);
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        if (!isRegistered()) kill();
        else if (isConnected && options.get(StandardSocketOptions.SO_LINGER) != 0) socket.shutdownOutput();
    }

    @Override
    public void kill() throws IOException {
        if (isKilled) return;
        isKilled = true;
        network.freeDescriptor();
        if (socket != null) socket.close();
        network.operation(Operation.CLOSE, 0);
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) throws IOException {
        ensureOpen();
        network.operation(Operation.OPTION, 0);
        options.set(name, value);
        if (socket == null) return this;
        if (name == StandardSocketOptions.SO_SNDBUF) socket.sendBuffer((Integer) value);
        if (name == StandardSocketOptions.SO_RCVBUF) socket.receiveBuffer((Integer) value);
        if (name == StandardSocketOptions.SO_LINGER) socket.lingerZero((Integer) value == 0);
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        ensureOpen();
        return options.get(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return options.supported();
    }

    @Override
    public SocketAddress getRemoteAddress() throws IOException {
        ensureOpen();
        return isConnected ? socket.remote() : null;
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        ensureOpen();
        if (socket != null) return socket.local();
        return bound != null ? bound : new InetSocketAddress((InetAddress) null, 0);
    }

    @Override
    public boolean isConnected() {
        return isConnected;
    }

    @Override
    public boolean isConnectionPending() {
        return isPending;
    }

    @Override
    public Socket socket() {
        throw new UnsupportedOperationException("only the channel is simulated");
    }

    private void ensureOpen() throws ClosedChannelException {
        if (!isOpen()) throw new ClosedChannelException();
    }

    private void ensureConnected() throws IOException {
        ensureOpen();
        if (!isConnected) throw new NotYetConnectedException();
        requireNonBlocking();
    }

    private void requireNonBlocking() {
        if (isBlocking()) throw new IllegalBlockingModeException();
    }
}
