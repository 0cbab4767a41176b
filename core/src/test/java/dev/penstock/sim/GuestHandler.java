package dev.penstock.sim;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.sim.Dialogue.Step;
import java.nio.ByteBuffer;

/**
 * Watches the handler of a {@link Guest} at its work: after each call it must have done with what it was given exactly what its
 * dialogue says, or have been refused room for the next answer.
 */
final class GuestHandler implements ConnectionHandler {
    private final World world;
    private final Visit visit;
    private final ConnectionHandler inner;
    private final Dialogue dialogue;
    private final ByteBuffer script;

    GuestHandler(World world, Visit visit, ConnectionHandler inner) {
        this.world = world;
        this.visit = visit;
        this.inner = inner;
        this.dialogue = visit.peer.sending().dialogue();
        this.script = ByteBuffer.wrap(dialogue.script());
    }

    @Override
    public void onOpen(Connection connection) {
        inner.onOpen(connection);
        greeted(connection);
    }

    @Override
    public void onWritable(Connection connection) {
        inner.onWritable(connection);
        greeted(connection);
    }

    private void greeted(Connection connection) {
        Step greeting = dialogue.greeting();
        if (greeting == null || visit.due != null) return;
        boolean isWritten = heldOrWritten(connection) > 0;
        if (isWritten) did(greeting);
        else if (!connection.isClosing()) refused(connection, greeting);
        settle(connection);
    }

    @Override
    public void onData(Connection connection, ByteBuffer data) {
        int before = data.position();
        checkContent(data);
        int offered = data.remaining();
        inner.onData(connection, data);
        follow(connection, offered, data.position() - before, false);
    }

    @Override
    public void onEndOfInput(Connection connection, ByteBuffer rest) {
        int before = rest.position();
        checkContent(rest);
        int offered = rest.remaining();
        if (visit.consumed + offered != visit.socket.readSoFar())
            world.fail("the end of " + visit.peer + " comes with " + offered + " bytes left, and "
                    + (visit.socket.readSoFar() - visit.consumed) + " were not consumed");
        inner.onEndOfInput(connection, rest);
        follow(connection, offered, rest.position() - before, true);
    }

    private void checkContent(ByteBuffer data) {
        int at = (int) visit.consumed;
        if (at + data.remaining() > script.limit())
            world.fail("the server got " + (at + data.remaining()) + " bytes of " + visit.peer);
        int wrong = data.slice().mismatch(script.slice(at, data.remaining()));
        if (wrong >= 0) world.fail("the server got a wrong byte of " + visit.peer + " at " + (at + wrong));
    }

    private void follow(Connection connection, int offered, int consumed, boolean isEnd) {
        int from = (int) visit.consumed;
        int to = from + offered;
        visit.consumed += consumed;
        long written = heldOrWritten(connection);
        Step next = dialogue.next(from, to, isEnd);
        while (next != null && next.end() <= visit.consumed && visit.due == null) {
            did(next);
            if (written >= visit.answers.size()) dialogue.done(from, next); // else it broke meanwhile
            from = next.end();
            next = dialogue.next(from, to, isEnd);
        }
        boolean isDone = visit.due != null || connection.isClosing();
        if (from != visit.consumed)
            world.fail("the server consumed what " + visit.peer + " said up to " + visit.consumed + ", and not up to "
                    + from);
        if (next != null && !isDone) refused(connection, next);
        settle(connection);
        visit.frameTime.left(offered, consumed, visit.isRefused);
    }

    private void did(Step step) {
        visit.answers.add(step.answer());
        if (step.closes() != null) visit.due = step.closes();
    }

    private void refused(Connection connection, Step next) {
        if (visit.isRefused) return;
        long waiting = connection.snapshot().bytesQueued();
        boolean fits = waiting + next.answer().length <= visit.policy.hardLimit();
        if (fits && !world.plan().mayRunShort())
            world.fail("the server leaves what " + visit.peer + " said at " + visit.consumed + " although the "
                    + next.answer().length + " bytes of its answer fit, and " + waiting + " wait");
        visit.isRefused = true;
        visit.wasRefused = true;
    }

    /** What was answered is owed, unless the connection broke on the way. */
    private void settle(Connection connection) {
        if (visit.due != null && !connection.isClosing())
            world.fail("the server does not close " + visit.peer + ", which is due as " + visit.due);
        long written = heldOrWritten(connection);
        int answered = visit.answers.size();
        boolean mayHaveBroken = connection.isClosing() && visit.socket.isReset();
        if (written != answered && !(mayHaveBroken && written < answered))
            world.fail(
                    "the server wrote " + written + " bytes to " + visit.peer + ", and its answers have " + answered);
        visit.mostWaiting = Math.max(visit.mostWaiting, connection.snapshot().bytesQueued());
        if (written > visit.owed) visit.owe((int) (written - visit.owed), world.elapsed());
    }

    private long heldOrWritten(Connection connection) {
        return connection.snapshot().bytesQueued() + visit.socket.written();
    }

    @Override
    public void onMissed(Connection connection, long messages, long bytes) {
        inner.onMissed(connection, messages, bytes);
    }

    @Override
    public void onClosed(Connection connection, CloseReason reason) {
        inner.onClosed(connection, reason);
    }
}
