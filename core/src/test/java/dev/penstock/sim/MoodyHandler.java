package dev.penstock.sim;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A handler that keeps the book of its visit, now and then throws, and now and then pauses its input for a while. */
final class MoodyHandler implements ConnectionHandler {
    private static final long TOLERANCE = 10 * Plan.MS; // a turn uses the time at which it began

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

    private void checkMayHear(String what) {
        if (visit.isRefused) world.fail(what + " of " + visit.peer + " before onWritable");
        if (visit.isPaused) world.fail(what + " of " + visit.peer + ", which has paused its input");
    }

    @Override
    public void onOpen(Connection connection) {
        if (visit.isOpened) world.fail("onOpen twice for " + visit.peer);
        visit.isOpened = true;
        visit.openedAt = world.elapsed();
        perhapsThrow(Entry.OPEN);
        inner.onOpen(connection);
        world.handlers().perhapsEndOutput(visit);
    }

    @Override
    public void onData(Connection connection, ByteBuffer data) {
        checkAlive("onData");
        checkMayHear("onData");
        inner.onData(connection, data);
        perhapsThrow(Entry.DATA);
        world.handlers().perhapsEndOutput(visit);
        if (!world.dice().chance(world.plan().pausing())) return;
        connection.pauseInput();
        visit.isPaused = true;
        visit.frameTime.stopped(true);
        Duration pause = Duration.ofMillis(world.dice().between(0, 2_000));
        long due = world.elapsed() + pause.toNanos() - TOLERANCE;
        world.reactor().schedule(pause, () -> resume(connection, due));
    }

    private void resume(Connection connection, long due) {
        if (world.elapsed() < due) world.fail("what is to be done for " + visit.peer + " is done too early");
        visit.isPaused = false;
        visit.frameTime.stopped(visit.isRefused);
        visit.resumedAt = world.elapsed();
        connection.resumeInput();
        if (visit.isAlive()) world.handlers().perhapsEndOutput(visit);
    }

    @Override
    public void onEndOfInput(Connection connection, ByteBuffer rest) {
        checkAlive("onEndOfInput");
        checkMayHear("onEndOfInput");
        perhapsThrow(Entry.END_OF_INPUT);
        world.handlers().perhapsEndOutput(visit);
        inner.onEndOfInput(connection, rest);
    }

    @Override
    public void onWritable(Connection connection) {
        checkAlive("onWritable");
        if (!visit.isRefused) world.fail("onWritable of " + visit.peer + ", which was refused nothing");
        visit.isRefused = false;
        visit.frameTime.stopped(visit.isPaused);
        perhapsThrow(Entry.WRITABLE);
        inner.onWritable(connection);
    }

    @Override
    public void onMissed(Connection connection, long messages, long bytes) {
        checkAlive("onMissed");
        if (visit.hasEndedOutput) world.fail(visit.peer + " is to be told what it missed, and can't be");
        visit.ledger.told(messages, bytes);
        visit.unannounced += messages;
        perhapsThrow(Entry.MISSED);
        inner.onMissed(connection, messages, bytes);
        visit.hasMissedWhenTold = visit.ledger.untoldMessages() > 0;
    }

    @Override
    public void onClosed(Connection connection, CloseReason reason) {
        checkAlive("onClosed");
        visit.closes++;
        visit.reason = reason;
        visit.closedAt = world.elapsed();
        visit.ledger.closed();
        world.verdicts().closed(visit, reason);
        world.sacrifices().closed(visit, reason);
        inner.onClosed(connection, reason);
        perhapsThrow(Entry.CLOSED);
    }
}
