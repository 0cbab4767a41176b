package dev.penstock.sim;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.SlowPeerPolicy;
import dev.penstock.SlowPeerPolicy.AtLimit;
import dev.penstock.WriteResult;
import java.nio.ByteBuffer;

/**
 * Says what a peer says to one of the rooms, and answers the peer itself. Now and then a message means that the peer joins a
 * room or leaves one. Who missed something is told how much.
 */
final class ChatService implements ConnectionHandler {
    private final World world;
    private final Visit visit;
    private final ByteBuffer scratch;
    private boolean isSaid; // the message that is next, and its answer is not taken yet

    ChatService(World world, Visit visit, ByteBuffer scratch) {
        this.world = world;
        this.visit = visit;
        this.scratch = scratch;
    }

    @Override
    public void onOpen(Connection connection) {
        world.rooms().any().join(visit);
        if (world.dice().chance(300)) world.rooms().any().join(visit);
    }

    @Override
    public void onData(Connection connection, ByteBuffer data) {
        int whose = visit.peer.number();
        for (int length; (length = Frame.complete(data, data.position())) > 0; ) {
            boolean isRight = Frame.number(data, data.position()) == visit.question
                    && Frame.isGenuine(data, data.position(), whose, length);
            if (!isRight)
                world.fail("the server got a wrong message of peer " + visit.peer + ", number " + visit.question);
            if (!isSaid) act();
            isSaid = true;
            if (!answer(connection)) return;
            isSaid = false;
            visit.question++;
            visit.consumed += length;
            data.position(data.position() + length);
        }
    }

    private void act() {
        Dice dice = world.dice();
        Room room = world.rooms().any();
        boolean moves = dice.chance(visit.peer.character() == Character.COMES_AND_GOES ? 700 : 60);
        if (!moves) world.rooms().say(room, dice.chance(512) ? visit : null);
        else if (dice.chance(512)) room.join(visit);
        else room.leave(visit);
    }

    /** Whether the answer is settled: taken, or lost. */
    private boolean answer(Connection connection) {
        int length = world.plan().chat().answerLength(visit.question);
        int tag = Tag.answer(visit.question);
        scratch.clear();
        Frame.put(scratch, 0, tag, length);
        WriteResult result = connection.write(scratch.flip());
        if (scratch.remaining() != (result == WriteResult.ACCEPTED ? 0 : length))
            world.fail("an answer was " + result + ", and " + scratch.remaining() + " bytes of it are left");
        boolean isPausing = visit.policy.atLimit() == AtLimit.PAUSE_INPUT;
        if (result == WriteResult.RETRY && !isPausing || result == WriteResult.DROPPED && isPausing)
            world.fail("an answer to " + visit.peer + " was " + result + " under " + visit.policy);
        if (result == WriteResult.RETRY) {
            visit.isRefused = true;
            visit.wasRefused = true;
            return false;
        }
        visit.ledger.note(tag, length, result);
        return result != WriteResult.CLOSED || visit.hasEndedOutput;
    }

    @Override
    public void onEndOfInput(Connection connection, ByteBuffer rest) {
        onData(connection, rest);
        if (Frame.complete(rest, rest.position()) > 0) return; // told again when there is room
        visit.isGone = true;
        if (!visit.isLeftToEnd()) connection.close(CloseReason.END_OF_INPUT);
    }

    @Override
    public void onMissed(Connection connection, long messages, long bytes) {
        if (world.dice().chance(100)) { // to all, and the peer itself is told nothing
            world.rooms().say(world.rooms().any(), null);
            return;
        }
        int length = world.dice().between(Frame.HEADER + 2 * Long.BYTES, SlowPeerPolicy.NOTICE_BYTES);
        int tag = Tag.notice(visit.ledger.told() - 1);
        scratch.clear();
        Frame.put(scratch, 0, tag, length);
        scratch.putLong(Frame.HEADER, messages).putLong(Frame.HEADER + Long.BYTES, bytes);
        WriteResult result = connection.write(scratch.flip());
        if (result != WriteResult.ACCEPTED && !visit.socket.isReset())
            world.fail("the notice to " + visit.peer + " was " + result);
        visit.ledger.note(tag, length, result);
        if (result == WriteResult.ACCEPTED) visit.unannounced -= messages;
        if (world.dice().chance(200)) world.rooms().say(world.rooms().any(), null); // it may miss that, too
    }

    @Override
    public void onClosed(Connection connection, CloseReason reason) {
        if (world.dice().chance(world.plan().chat().farewells()))
            world.rooms().say(world.rooms().any(), null);
    }
}
