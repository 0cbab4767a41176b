package dev.penstock;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Where a server listens: one or more addresses with the same options and the same handlers.
 *
 * <p>Made by {@link Reactor#listen}; closing it leaves its connections alone.
 */
public final class Listener {
    final Reactor reactor;
    final ConnectionTerms terms;
    private final ListenerOptions options;
    private final Function<? super Connection, ? extends ConnectionHandler> handlers;
    private final List<Acceptor> acceptors = new ArrayList<>();
    private final List<SocketAddress> addresses;

    private Listener(
            Reactor reactor,
            ListenerOptions options,
            Function<? super Connection, ? extends ConnectionHandler> handlers,
            List<ServerSocketChannel> channels)
            throws IOException {
        this.reactor = reactor;
        this.options = options;
        this.handlers = handlers;
        this.terms = new ConnectionTerms(options.connection());
        List<SocketAddress> bound = new ArrayList<>();
        for (ServerSocketChannel channel : channels) {
            channel.configureBlocking(false);
            bound.add(channel.getLocalAddress());
            acceptors.add(new Acceptor(this, channel));
        }
        this.addresses = List.copyOf(bound);
    }

    /** Binds, on the caller's thread, without registering anything yet. */
    static Listener bind(
            Reactor reactor,
            ListenerOptions options,
            Function<? super Connection, ? extends ConnectionHandler> handlers)
            throws ListenException {
        List<ServerSocketChannel> channels = Binder.bind(reactor.options().provider(), options);
        try {
            return new Listener(reactor, options, handlers, channels);
        } catch (IOException e) {
            channels.forEach(HostBinder::closeQuietly);
            throw new ListenException(ListenException.Problem.OTHER, "cannot listen: " + e.getMessage(), e);
        }
    }

    /**
     * The addresses that are bound, with the port that port 0 became. Any thread.
     *
     * @return in the order of the options, the socket file last
     */
    public List<SocketAddress> addresses() {
        return addresses;
    }

    /**
     * The options it was made with. Any thread.
     *
     * @return the options
     */
    public ListenerOptions options() {
        return options;
    }

    /**
     * Stops listening, after taking what the backlog holds. Any thread; takes effect on the reactor's.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the task queue is full; then it goes on listening
     */
    public void close() {
        if (reactor.inLoop()) closeInLoop();
        else reactor.executeUnlessEnded(this::closeInLoop);
    }

    void register() throws IOException {
        for (Acceptor acceptor : acceptors) acceptor.register();
    }

    void closeInLoop() {
        reactor.listening.forget(this);
        unbind();
    }

    void unbind() {
        for (Acceptor acceptor : acceptors) acceptor.close();
        if (options.unixPath() == null) return;
        try {
            Files.deleteIfExists(options.unixPath());
        } catch (IOException e) {
            reactor.guard.report(null, e);
        }
    }

    Function<? super Connection, ? extends ConnectionHandler> handlers() {
        return handlers;
    }

    void retryAccepting() {
        for (Acceptor acceptor : acceptors) acceptor.retryNow();
    }
}
