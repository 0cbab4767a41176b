package dev.penstock.sim;

import dev.penstock.Connection;
import dev.penstock.ListenException;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import dev.penstock.ShutdownReport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One seed's story: a reactor, its peers, and what befalls them, from the first connection to the end of the reactor, with all
 * oracles watching. Lives on one thread and in no real time.
 */
final class World {
    private static final long AFTERMATH = 200 * Plan.SECOND;
    private static final ThreadLocal<ByteBuffer> SCRATCH =
            ThreadLocal.withInitial(() -> ByteBuffer.allocate(Manners.EAGER));

    private final ByteBuffer scratch = SCRATCH.get(); // for all worlds of this thread
    private final long seed;
    private final Dice dice;
    private final Dice later; // for what came to be drawn later, so that older seeds keep their worlds
    private final Plan plan;
    private final Guest guest; // or null for a world's own server
    private final SimNetwork network;
    private final Reactor reactor;
    private final Handlers handlers = new Handlers(this);
    private final Arrivals arrivals;
    private final LatencyOracle latency = new LatencyOracle(this);
    private final VerdictOracle verdicts = new VerdictOracle(this);
    private final SacrificeOracle sacrifices = new SacrificeOracle(this);
    private final List<Oracle> oracles;
    private final Rooms rooms;
    private final ForeignTasks tasks;
    private CompletableFuture<ShutdownReport> report;
    private long shutdownAt = -1;
    private boolean isDraining;
    private SimulationFailure failure;

    World(long seed, ForeignThread foreign, Consumer<String> listener) {
        this(seed, foreign, listener, dice -> null);
    }

    /**
     * Draws a world.
     *
     * @param seed what all follows from
     * @param foreign who gives the reactor its tasks
     * @param listener is told the story; null for nobody
     * @param guests makes the server that lives in it; or null, for one of the world's own
     */
    World(long seed, ForeignThread foreign, Consumer<String> listener, Function<Dice, Guest> guests) {
        this.seed = seed;
        this.dice = new Dice(seed);
        this.later = new Dice(~seed);
        var latest = new Dice(Dice.mix(seed)); // for what came after that
        Plan drawn = Plan.draw(dice, later);
        this.guest = guests.apply(later.split());
        this.plan = guest == null ? drawn.withCalls(latest) : drawn.with(guest, later);
        this.network = new SimNetwork(dice.next(), plan.weather());
        if (listener != null) {
            network.trace().tell(listener);
            listener.accept(plan.toString());
            if (guest != null) listener.accept(guest.toString());
        }
        this.reactor = Reactor.open(ReactorOptions.builder()
                .provider(network)
                .clock(network.clock())
                .errorHandler(this::onError)
                .maxQueued(plan.maxQueued())
                .readBuffer(plan.readBuffer())
                .maxConnections(plan.maxConnections())
                .maxConnectionsPerAddress(plan.maxPerAddress())
                .taskQueueCapacity(plan.taskQueueCapacity())
                .build());
        this.rooms = new Rooms(this);
        this.arrivals = new Arrivals(this, later, latest);
        this.tasks = new ForeignTasks(this, foreign);
        this.oracles = List.of(
                new MemoryOracle(this),
                sacrifices,
                new DeadlineOracle(this),
                new FrameTimeOracle(this),
                new AcceptOracle(this),
                new MissedOracle(this),
                new LimitOracle(this),
                new LingerOracle(this),
                new CallOracle(this),
                new EndOutputOracle(this),
                tasks,
                latency,
                verdicts,
                new EndOracle(this));
    }

    /** Lives through it; throws {@link SimulationFailure} at the first thing that is wrong. */
    World run() {
        try {
            listen();
            arrivals.plan();
            planDrought();
            tasks.plan();
            while (reactor.runOnce()) check();
            check();
            end();
            return this;
        } catch (ListenException e) {
            throw new IllegalStateException(e);
        }
    }

    private void listen() throws ListenException {
        if (guest != null) guest.open(reactor);
        reactor.listen(plan.listener(), handlers::make);
        if (plan.chat() == null || plan.chat().secondPolicy() == null) return;
        reactor.listen(
                plan.chat().with(plan.listener(), plan.chat().secondPolicy(), ChatPlan.SECOND_PORT), handlers::make);
    }

    private void check() {
        if (failure != null) throw failure;
        if (network.failure() != null) throw network.failure();
        for (Oracle oracle : oracles) oracle.atTurn();
    }

    private void planDrought() {
        if (plan.drought() == 0) return;
        network.at(plan.drought(), () -> {
            remark("descriptors run out");
            network.descriptorLimit(network.descriptors());
        });
        network.at(plan.drought() + plan.droughtFor(), () -> {
            remark("there are descriptors again");
            network.descriptorLimit(Integer.MAX_VALUE);
        });
    }

    void shutDown() {
        remark("shutdown");
        shutdownAt = elapsed();
        report = reactor.shutdown(Duration.ofNanos(plan.shutdownWithin()));
    }

    /** The reactor has ended: what it has sent still arrives, and then everything must add up. */
    private void end() {
        isDraining = true;
        for (Peer peer : peers()) peer.drain();
        network.pass(AFTERMATH);
        if (network.failure() != null) throw network.failure();
        for (Oracle oracle : oracles) oracle.atEnd();
        if (guest != null) guest.end();
        if (failure != null) throw failure;
    }

    private void onError(Connection connection, Throwable thrown) {
        if (thrown instanceof Handlers.Mood || thrown instanceof IOException) return;
        if (failure != null) return;
        if (thrown instanceof SimulationFailure found) { // a guest's own
            failure = found;
            return;
        }
        failure = new SimulationFailure("the reactor reports " + thrown + " of " + connection);
        failure.initCause(thrown);
    }

    /** Notes what is wrong, and throws it; the reactor may catch it, so it is thrown again after the turn. */
    void fail(String what) {
        var found = new SimulationFailure(what + ", at " + elapsed() / 1e6 + " ms");
        if (failure == null) failure = found;
        remark("FAILS: " + what);
        throw found;
    }

    Peer peerAt(InetSocketAddress address) {
        return arrivals.peerAt(address);
    }

    void remark(String text) {
        network.trace().remark(text);
    }

    long seed() {
        return seed;
    }

    Plan plan() {
        return plan;
    }

    /** The server that lives here; null for one of the world's own. */
    Guest guest() {
        return guest;
    }

    Dice dice() {
        return dice;
    }

    SimNetwork network() {
        return network;
    }

    Trace trace() {
        return network.trace();
    }

    long elapsed() {
        return network.clock().elapsed();
    }

    Reactor reactor() {
        return reactor;
    }

    Handlers handlers() {
        return handlers;
    }

    Rooms rooms() {
        return rooms;
    }

    List<Peer> peers() {
        return arrivals.peers();
    }

    List<Call> calls() {
        return arrivals.calls();
    }

    LatencyOracle latency() {
        return latency;
    }

    VerdictOracle verdicts() {
        return verdicts;
    }

    SacrificeOracle sacrifices() {
        return sacrifices;
    }

    ByteBuffer scratch() {
        return scratch;
    }

    boolean isDraining() {
        return isDraining;
    }

    boolean isShuttingDown() {
        return shutdownAt >= 0;
    }

    long shutdownAt() {
        return shutdownAt;
    }

    CompletableFuture<ShutdownReport> report() {
        return report;
    }
}
