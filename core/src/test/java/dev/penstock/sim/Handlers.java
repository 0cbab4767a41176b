package dev.penstock.sim;

import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.ConnectionState;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Gives each connection of a world its handler, and keeps the visits in order. */
final class Handlers {
    private static final ThreadLocal<ByteBuffer> SCRATCH =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(64 << 10));

    private final ByteBuffer scratch = SCRATCH.get(); // for all worlds of this thread
    private final World world;
    private final List<Visit> visits = new ArrayList<>();
    private UnaryOperator<ConnectionHandler> spoiling = UnaryOperator.identity();

    Handlers(World world) {
        this.world = world;
    }

    ConnectionHandler make(Connection connection) {
        Visit visit = visit(connection);
        perhapsThrow(visit, Entry.MADE);
        return handlerFor(visit);
    }

    /** Makes the handler of one that the reactor has opened. */
    ConnectionHandler called(Connection connection) {
        Visit visit = visit(connection);
        visit.isCalled = true;
        return handlerFor(visit);
    }

    private Visit visit(Connection connection) {
        Peer peer = world.peerAt((InetSocketAddress) connection.remoteAddress());
        var visit = new Visit(world, peer, connection);
        if (peer.visit != null) world.fail("peer " + peer + " is opened twice");
        peer.visit = visit;
        visits.add(visit);
        return visit;
    }

    private ConnectionHandler handlerFor(Visit visit) {
        return new MoodyHandler(world, visit, spoiling.apply(serviceFor(visit)));
    }

    /** Now and then a handler has nothing more to say, and only listens from then on. */
    void perhapsEndOutput(Visit visit) {
        if (!world.dice().chance(world.plan().ending())) return;
        visit.connection.endOutput();
        boolean isNew = visit.connection.state() == ConnectionState.OUTPUT_ENDED && !visit.hasEndedOutput;
        if (!isNew) return;
        world.remark("the output to " + visit.peer + " is ended");
        visit.endedOutput();
    }

    private ConnectionHandler serviceFor(Visit visit) {
        if (world.guest() != null)
            return new GuestHandler(world, visit, world.guest().handler(visit.connection));
        if (world.plan().chat() != null) return new ChatService(world, visit, scratch);
        return world.plan().isFramed() ? new MessageService(world, visit, scratch) : new EchoService(world, visit);
    }

    Visit visitOf(Connection connection) {
        return world.peerAt((InetSocketAddress) connection.remoteAddress()).visit;
    }

    /** Puts something between the reactor and the servers, for worlds that are to fail. */
    void spoil(UnaryOperator<ConnectionHandler> by) {
        spoiling = by;
    }

    void perhapsThrow(Visit visit, Entry entry) {
        if (!world.dice().chance(world.plan().throwing().get(entry.ordinal()))) return;
        visit.hasThrown = true;
        world.remark("the handler of " + visit.peer + " throws at " + entry);
        throw new Mood(entry);
    }

    List<Visit> visits() {
        return visits;
    }

    /** What a moody handler throws, so that it is told from what nobody intended. */
    static final class Mood extends RuntimeException {
        private static final long serialVersionUID = 1;

        Mood(Entry entry) {
            super("thrown on purpose at " + entry, null, false, false);
        }
    }
}
