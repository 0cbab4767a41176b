package dev.penstock;

import java.net.SocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Outgoing connections on their way. There is no connection before it stands, so this is all that a shutdown, a limit or a
 * gauge has to know of them. Owned by the reactor's thread.
 */
final class Connector {
    private static final String ENDING = "the reactor shuts down";

    private final Reactor reactor;
    private final Set<ConnectAttempt> pending = new LinkedHashSet<>();

    Connector(Reactor reactor) {
        this.reactor = reactor;
    }

    Cancellable connect(
            SocketAddress remote,
            ConnectOptions options,
            ConnectionHandler handler,
            Consumer<? super ConnectFailure> onFailure) {
        var attempt = new ConnectAttempt(reactor, remote, options, handler, onFailure);
        boolean isEnding = reactor.shutdown.hasBegun();
        boolean hasRoom = !isEnding && makeRoom();
        pending.add(attempt);
        reactor.counters.add(Metric.CONNECTING, 1);
        if (hasRoom) attempt.begin();
        else if (isEnding) attempt.refuse(ConnectFailure.Problem.SHUTDOWN, ENDING);
        else attempt.refuse(ConnectFailure.Problem.TOO_MANY, "there are too many connections");
        return attempt;
    }

    /** Makes room for one more connection, in either direction. Those on their way have descriptors too. */
    boolean makeRoom() {
        return !reactor.limits.isFull(reactor.closer.size() + pending.size()) || reactor.closer.abortOldestLingering();
    }

    void forget(ConnectAttempt attempt) {
        if (pending.remove(attempt)) reactor.counters.add(Metric.CONNECTING, -1);
    }

    /** Gives all of them up, and tells so; returns how many there were. */
    int giveUp() {
        List<ConnectAttempt> all = List.copyOf(pending); // whoever is told may try again
        for (ConnectAttempt attempt : all) attempt.giveUp(ConnectFailure.Problem.SHUTDOWN, ENDING);
        return all.size();
    }
}
