package dev.penstock.sim;

import dev.penstock.ConnectOptions;
import dev.penstock.ConnectionOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** A peer that is called by the reactor, not the other way round: how it receives that, and how often it is tried. */
final class Call {
    /** What becomes of those who connect. */
    private enum Reception {
        /** They are let in, and served at once or after a while. */
        LISTENS,
        /** They are refused. */
        NOBODY,
        /** They get no answer. */
        SILENT,
        /** They get none until a while has passed. */
        LISTENS_LATER
    }

    static final long NEVER = -1;

    private static final int FIRST_LOCAL_PORT = 20_000;

    private final World world;
    private final Peer peer;
    private final InetSocketAddress address;
    private final int buffer;
    private final Reception reception;
    private final long after; // when it listens, or serves whom it has let in
    private final ConnectOptions options;
    private final boolean isLocalTaken;
    private final int tries;
    private final long retryAfter;
    private final long calledOffAfter; // 0 for at once, or NEVER
    private final List<Attempt> attempts = new ArrayList<>();
    private Backlog backlog;

    Call(World world, Peer peer, InetSocketAddress address, int buffer, Dice dice) {
        this.world = world;
        this.peer = peer;
        this.address = address;
        this.buffer = buffer;
        this.reception = dice.chance(600) ? Reception.LISTENS : dice.oneOf(Reception.values());
        this.after = dice.chance(512) ? 0 : dice.magnitude(Plan.MS, 8 * Plan.SECOND);
        this.isLocalTaken = dice.chance(40);
        this.options = options(dice, local(dice));
        this.tries = dice.between(1, 3);
        this.retryAfter = dice.chance(512) ? 0 : dice.magnitude(Plan.MS, Plan.SECOND);
        this.calledOffAfter = drawCalledOff(dice);
    }

    private static long drawCalledOff(Dice dice) {
        if (!dice.chance(150)) return NEVER;
        return dice.chance(256) ? 0 : dice.magnitude(1, 2 * Plan.SECOND);
    }

    private InetSocketAddress local(Dice dice) {
        if (isLocalTaken) return Arrivals.server(world.plan().listener().port());
        if (dice.chance(512)) return null;
        return new InetSocketAddress(
                Arrivals.address(100 + dice.below(3)), dice.chance(512) ? 0 : FIRST_LOCAL_PORT + peer.number());
    }

    /** As an accepted connection has it, so that the same holds for both. */
    private ConnectOptions options(Dice dice, InetSocketAddress local) {
        ConnectionOptions accepted = world.plan().listener().connection();
        return ConnectOptions.builder()
                .connectTimeout(Duration.ofNanos(dice.magnitude(100 * Plan.MS, 20 * Plan.SECOND)))
                .localAddress(local)
                .policy(accepted.policy())
                .maxReadBuffer(accepted.maxReadBuffer())
                .idleTimeout(accepted.idleTimeout())
                .lingerTimeout(accepted.lingerTimeout())
                .sendBuffer(accepted.sendBuffer())
                .receiveBuffer(accepted.receiveBuffer())
                .build();
    }

    /** The peer takes up its place, before anybody calls. */
    void listen() {
        if (reception == Reception.NOBODY) return;
        try {
            backlog = world.network().ports().listen(address, reception == Reception.LISTENS ? 1 : 0, buffer);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        backlog.watch(this::arrived);
        if (reception == Reception.LISTENS_LATER) world.network().at(after, () -> backlog.most(1));
    }

    private void arrived() {
        SimSocket socket = backlog.poll();
        if (peer.socket() == null) peer.called(socket, buffer, reception == Reception.LISTENS ? after : 0);
        else socket.abort();
    }

    /** Has the reactor try once, or once more. */
    void begin() {
        var attempt = new Attempt(world, this);
        attempts.add(attempt);
        try {
            attempt.begin();
        } catch (RejectedExecutionException e) {
            attempts.remove(attempt);
            if (!world.isShuttingDown()) world.fail("the reactor does not connect to " + peer);
        }
    }

    /** A try has failed. Whoever was let in by then is not called again: the peer would be two. */
    void failed() {
        if (attempts.size() == tries || peer.socket() != null) return;
        if (retryAfter == 0) begin();
        else world.reactor().schedule(Duration.ofNanos(retryAfter), this::begin);
    }

    Peer peer() {
        return peer;
    }

    InetSocketAddress address() {
        return address;
    }

    ConnectOptions options() {
        return options;
    }

    /** Whether somebody listens where it is to call from. */
    boolean isLocalTaken() {
        return isLocalTaken;
    }

    long calledOffAfter() {
        return calledOffAfter;
    }

    List<Attempt> attempts() {
        return attempts;
    }
}
