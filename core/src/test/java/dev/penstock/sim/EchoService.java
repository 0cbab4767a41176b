package dev.penstock.sim;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import java.nio.ByteBuffer;

/** Sends back what it gets, to some peers only when there is enough of it, and checks that it is what the peer has sent. */
final class EchoService implements ConnectionHandler {
    private final World world;
    private final Visit visit;
    private final int block; // bytes that it waits for before it answers, other than at the end

    EchoService(World world, Visit visit) {
        this.world = world;
        this.visit = visit;
        boolean isPatient = !visit.peer.manners().takesTurns() && world.dice().chance(256);
        this.block = isPatient ? world.dice().between(2, 1_000) : 1;
    }

    @Override
    public void onData(Connection connection, ByteBuffer data) {
        if (visit.hasEndedOutput) listen(connection, data);
        else if (data.remaining() >= block) answer(connection, data);
    }

    private void answer(Connection connection, ByteBuffer data) {
        int from = data.position();
        int taken = connection.writeSome(data);
        if (taken != data.position() - from)
            world.fail("writeSome says " + taken + " and has taken " + (data.position() - from));
        check(data, from, taken);
        if (data.hasRemaining()) visit.isRefused = true;
        visit.consumed += taken;
        visit.owe(taken, world.elapsed());
    }

    private void check(ByteBuffer data, int from, int length) {
        int wrong = Content.firstWrong(data, from, length, visit.peer.number(), visit.consumed);
        if (wrong >= 0)
            world.fail("the server got a wrong byte of peer " + visit.peer + " at " + (visit.consumed + wrong));
    }

    /** What comes behind the end of its own output is not answered. */
    private void listen(Connection connection, ByteBuffer data) {
        int length = data.remaining();
        if (connection.writeSome(data) > 0) world.fail(visit.peer + " is sent something behind the end");
        check(data, data.position(), length);
        visit.consumed += length;
        data.position(data.limit());
    }

    @Override
    public void onEndOfInput(Connection connection, ByteBuffer rest) {
        if (visit.hasEndedOutput) listen(connection, rest);
        else if (rest.hasRemaining()) answer(connection, rest);
        if (!rest.hasRemaining() && !visit.isLeftToEnd()) connection.close(CloseReason.END_OF_INPUT);
    }
}
