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
        if (data.remaining() >= block) answer(connection, data);
    }

    private void answer(Connection connection, ByteBuffer data) {
        int from = data.position();
        int taken = connection.writeSome(data);
        if (taken != data.position() - from)
            world.fail("writeSome says " + taken + " and has taken " + (data.position() - from));
        int wrong = Content.firstWrong(data, from, taken, visit.peer.number(), visit.consumed);
        if (wrong >= 0)
            world.fail("the server got a wrong byte of peer " + visit.peer + " at " + (visit.consumed + wrong));
        if (data.hasRemaining()) visit.isRefused = true;
        visit.consumed += taken;
        visit.owe(taken, world.elapsed());
    }

    @Override
    public void onEndOfInput(Connection connection, ByteBuffer rest) {
        if (rest.hasRemaining()) answer(connection, rest);
        if (!rest.hasRemaining()) connection.close(CloseReason.END_OF_INPUT);
    }
}
