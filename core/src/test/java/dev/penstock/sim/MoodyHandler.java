package dev.penstock.sim;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A handler that keeps the book of its visit, now and then throws, and now and then pauses its input for a while. */
final class MoodyHandler implements ConnectionHandler {
    private final World world;
    private final Visit visit;
    private final ConnectionHandler inner;

    MoodyHandler(World world, Visit visit, ConnectionHandler inner) {
        this.world = world;
        this.visit = visit;
        this.inner = inner;
    }

    private void perhapsThrow(Entry entry) {
        world.handlers().perhapsThrow(visit, entry);
    }

    private void checkAlive(String what) {
        if (visit.isOver()) world.fail(what + " of " + visit.peer + " after onClosed");
        if (!visit.isOpened) world.fail(what + " of " + visit.peer + " before onOpen");
    }

    @Override
    public void onOpen(Connection connection) {
        if (visit.isOpened) world.fail("onOpen twice for " + visit.peer);
        visit.isOpened = true;
        visit.openedAt = world.elapsed();
        perhapsThrow(Entry.OPEN);
        inner.onOpen(connection);
    }

    @Override
    public void onData(Connection connection, ByteBuffer data) {
        checkAlive("onData");
        inner.onData(connection, data);
        perhapsThrow(Entry.DATA);
        if (!world.dice().chance(world.plan().pausing())) return;
        connection.pauseInput();
        Duration pause = Duration.ofMillis(world.dice().between(0, 2_000));
        world.reactor().schedule(pause, connection::resumeInput);
    }

    @Override
    public void onEndOfInput(Connection connection, ByteBuffer rest) {
        checkAlive("onEndOfInput");
        perhapsThrow(Entry.END_OF_INPUT);
        inner.onEndOfInput(connection, rest);
    }

    @Override
    public void onWritable(Connection connection) {
        checkAlive("onWritable");
        perhapsThrow(Entry.WRITABLE);
        inner.onWritable(connection);
    }

    @Override
    public void onClosed(Connection connection, CloseReason reason) {
        checkAlive("onClosed");
        visit.closes++;
        visit.reason = reason;
        visit.closedAt = world.elapsed();
        world.verdicts().closed(visit, reason);
        perhapsThrow(Entry.CLOSED);
    }
}
