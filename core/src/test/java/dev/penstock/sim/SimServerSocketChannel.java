package dev.penstock.sim;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;

/** A listening channel on the simulated network; never blocks. */
final class SimServerSocketChannel extends ServerSocketChannel implements SimChannel {
    private static final int DEFAULT_BACKLOG = 50;

    private final SimNetwork network;
    private final OptionValues options = OptionValues.ofServer();
    private Backlog backlog;
    private SimKey key;
    private boolean isKilled;

    SimServerSocketChannel(SimNetwork network) {
        super(network);
        this.network = network;
    }

    @Override
    public ServerSocketChannel bind(SocketAddress local, int most) throws IOException {
        ensureOpen();
        if (backlog != null) throw new AlreadyBoundException();
        network.operation(Operation.BIND, 0);
        backlog = network.ports()
                .listen(
                        (InetSocketAddress) local,
                        most < 1 ? DEFAULT_BACKLOG : most,
                        options.get(StandardSocketOptions.SO_RCVBUF));
        backlog.watch(this::changed);
        return this;
    }

    @Override
    public SocketChannel accept() throws IOException {
        ensureOpen();
        if (backlog == null) throw new NotYetBoundException();
        if (isBlocking()) throw new IllegalBlockingModeException();
        network.operation(Operation.ACCEPT, 0);
        if (backlog.isEmpty()) return null;
        if (network.dice().chance(network.weather().acceptFailure())) {
            network.progressed();
            throw new SocketException("Too many open files");
        }
        network.takeDescriptor();
        SimSocket accepted = backlog.poll();
        network.progressed();
        network.trace().add("accepted", accepted.number(), accepted.remote().getPort());
        return new SimSocketChannel(network, accepted);
    }

    private void changed() {
        if (key != null) key.changed();
    }

    @Override
    public int readyOps() {
        return backlog != null && !backlog.isEmpty() ? SelectionKey.OP_ACCEPT : 0;
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
    }

    @Override
    public void kill() throws IOException {
        if (isKilled) return;
        isKilled = true;
        if (backlog != null) network.ports().stopListening(backlog);
        network.freeDescriptor();
        network.operation(Operation.CLOSE, 0);
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        ensureOpen();
        return backlog == null ? null : backlog.address();
    }

    @Override
    public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) throws IOException {
        ensureOpen();
        network.operation(Operation.OPTION, 0);
        options.set(name, value);
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
    public ServerSocket socket() {
        throw new UnsupportedOperationException("only the channel is simulated");
    }

    private void ensureOpen() throws ClosedChannelException {
        if (!isOpen()) throw new ClosedChannelException();
    }
}
