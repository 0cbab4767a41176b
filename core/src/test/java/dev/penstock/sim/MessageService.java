package dev.penstock.sim;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.WriteResult;
import java.nio.ByteBuffer;

/** Answers each message some times, and leaves it in the buffer while the answers are not taken. */
final class MessageService implements ConnectionHandler {
    private final World world;
    private final Visit visit;
    private final ByteBuffer answer;

    MessageService(World world, Visit visit, ByteBuffer scratch) {
        this.world = world;
        this.visit = visit;
        this.answer = scratch;
    }

    @Override
    public void onData(Connection connection, ByteBuffer data) {
        int whose = visit.peer.number();
        for (int length; (length = Frame.complete(data, data.position())) > 0; ) {
            boolean isRight = Frame.number(data, data.position()) == visit.question
                    && Frame.isGenuine(data, data.position(), whose, length);
            if (!isRight)
                world.fail("the server got a wrong message of peer " + visit.peer + ", number " + visit.question);
            while (visit.copies < world.plan().copies()) {
                if (!answer(connection, whose, length)) return;
                visit.copies++;
            }
            visit.copies = 0;
            visit.question++;
            visit.consumed += length;
            data.position(data.position() + length);
        }
    }

    private boolean answer(Connection connection, int whose, int length) {
        answer.clear();
        Frame.put(answer, whose, visit.answered, length);
        answer.flip();
        WriteResult result = connection.write(answer);
        if (result == WriteResult.ACCEPTED && answer.hasRemaining())
            world.fail("a message was accepted and not taken whole");
        if (result != WriteResult.ACCEPTED && answer.remaining() != length)
            world.fail("a message was not accepted, and " + (length - answer.remaining()) + " bytes of it taken");
        if (visit.hasEndedOutput) {
            if (result != WriteResult.CLOSED) world.fail(visit.peer + " is sent something behind the end: " + result);
            return true;
        }
        if (result == WriteResult.CLOSED) visit.ledger.note(0, length, result);
        if (result == WriteResult.RETRY) visit.isRefused = true;
        if (result != WriteResult.ACCEPTED) return false;
        visit.answered++;
        visit.owe(length, world.elapsed());
        return true;
    }

    @Override
    public void onEndOfInput(Connection connection, ByteBuffer rest) {
        onData(connection, rest);
        if (Frame.complete(rest, rest.position()) > 0) return; // told again when there is room
        int whose = visit.peer.number();
        for (; visit.farewells < world.plan().farewells(); visit.farewells++)
            if (!answer(
                    connection,
                    whose,
                    Frame.length(whose, ~visit.farewells, world.plan().mostFrame()))) return;
        if (!visit.isLeftToEnd()) connection.close(CloseReason.END_OF_INPUT);
    }
}
