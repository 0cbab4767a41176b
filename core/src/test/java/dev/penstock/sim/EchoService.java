package dev.penstock.sim;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import java.nio.ByteBuffer;

/** Sends back what it gets, and checks that it is what the peer has sent. */
final class EchoService implements ConnectionHandler {
    private final World world;
    private final Visit visit;

    EchoService(World world, Visit visit) {
        this.world = world;
        this.visit = visit;
    }

    @Override
    public void onData(Connection connection, ByteBuffer data) {
        int from = data.position();
        int taken = connection.writeSome(data);
        if (taken != data.position() - from)
            world.fail("writeSome says " + taken + " and has taken " + (data.position() - from));
        int wrong = Content.firstWrong(data, from, taken, visit.peer.number(), visit.consumed);
        if (wrong >= 0)
            world.fail("the server got a wrong byte of peer " + visit.peer + " at " + (visit.consumed + wrong));
        visit.consumed += taken;
        visit.owe(taken, world.elapsed());
    }

    @Override
    public void onEndOfInput(Connection connection, ByteBuffer rest) {
        onData(connection, rest);
        if (!rest.hasRemaining()) connection.close(CloseReason.END_OF_INPUT);
    }
}
