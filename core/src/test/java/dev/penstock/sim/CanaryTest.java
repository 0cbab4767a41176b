package dev.penstock.sim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Worlds whose server is broken on purpose must fail: oracles that see nothing would pass everything. */
@Timeout(60)
final class CanaryTest {
    private static final int SEEDS = 100;

    private static void shouldDie(Server server) {
        assertThatThrownBy(() -> {
                    try (var foreign = new ForeignThread()) {
                        for (long seed = 1; seed <= SEEDS; seed++) {
                            var world = new World(seed, foreign, null);
                            world.handlers().spoil(inner -> new Broken(inner, server));
                            world.run();
                        }
                    }
                })
                .isInstanceOf(SimulationFailure.class);
    }

    /** What a server does wrong with the input it is given. */
    private interface Server {
        void onData(ConnectionHandler inner, Connection connection, ByteBuffer data);
    }

    private record Broken(ConnectionHandler inner, Server server) implements ConnectionHandler {
        @Override
        public void onData(Connection connection, ByteBuffer data) {
            server.onData(inner, connection, data);
        }

        @Override
        public void onEndOfInput(Connection connection, ByteBuffer rest) {
            inner.onEndOfInput(connection, rest);
        }
    }

    @Test
    void shouldSeeAServerThatLosesAByte() {
        shouldDie((inner, connection, data) -> {
            if (data.remaining() > 500) data.get();
            inner.onData(connection, data);
        });
    }

    @Test
    void shouldSeeAServerThatSaysSomethingOfItsOwn() {
        shouldDie((inner, connection, data) -> {
            inner.onData(connection, data);
            if (data.hasRemaining()) connection.write(ByteBuffer.allocateDirect(1));
        });
    }

    @Test
    void shouldSeeAServerThatLeavesItsInput() {
        shouldDie((inner, connection, data) -> {});
    }

    @Test
    void shouldSeeAServerThatStopsReading() {
        shouldDie((inner, connection, data) -> {
            inner.onData(connection, data);
            connection.pauseInput();
        });
    }

    @Test
    void shouldSeeAServerThatClosesForAReasonThatIsNone() {
        shouldDie((inner, connection, data) -> connection.abort(CloseReason.STALLED));
    }
}
