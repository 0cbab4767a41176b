package dev.penstock.sim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Worlds whose server is broken on purpose must fail: oracles that see nothing would pass everything. */
@Timeout(60)
final class CanaryTest {
    private static final int SEEDS = 100;

    private static void shouldDie(Server server) {
        shouldDie("", world -> world.handlers().spoil(inner -> new Broken(inner, server)));
    }

    /** What is spoilt must be found for what it is. */
    private static void shouldDie(String found, Consumer<World> spoiling) {
        assertThatThrownBy(() -> {
                    try (var foreign = new ForeignThread()) {
                        for (long seed = 1; seed <= SEEDS; seed++) {
                            var world = new World(seed, foreign, null);
                            spoiling.accept(world);
                            world.run();
                        }
                    }
                })
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining(found);
    }

    /** What a server does wrong with what it is given. */
    private interface Server {
        void onData(ConnectionHandler inner, Connection connection, ByteBuffer data);

        default void onMissed(ConnectionHandler inner, Connection connection, long messages, long bytes) {
            inner.onMissed(connection, messages, bytes);
        }
    }

    private record Broken(ConnectionHandler inner, Server server) implements ConnectionHandler {
        @Override
        public void onOpen(Connection connection) {
            inner.onOpen(connection);
        }

        @Override
        public void onData(Connection connection, ByteBuffer data) {
            server.onData(inner, connection, data);
        }

        @Override
        public void onEndOfInput(Connection connection, ByteBuffer rest) {
            inner.onEndOfInput(connection, rest);
        }

        @Override
        public void onMissed(Connection connection, long messages, long bytes) {
            server.onMissed(inner, connection, messages, bytes);
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

    @Test
    void shouldSeeAServerThatTellsOfOneMissedMessageTooFew() {
        Server server = new Server() {
            @Override
            public void onData(ConnectionHandler inner, Connection connection, ByteBuffer data) {
                inner.onData(connection, data);
            }

            @Override
            public void onMissed(ConnectionHandler inner, Connection connection, long messages, long bytes) {
                inner.onMissed(connection, messages - 1, bytes);
            }
        };
        shouldDie("is told that it missed", world -> world.handlers().spoil(inner -> new Broken(inner, server)));
    }

    @Test
    void shouldSeeAServerThatSendsAMessageTwice() {
        shouldDie(
                "twice or too late",
                world -> world.rooms().spoil((to, tag, length) -> {
                    int number = Tag.number(tag);
                    Frame.put(to, 0, number % 5 == 4 ? tag - 1 : tag, length);
                }));
    }

    @Test
    void shouldSeeAServerThatSpoilsAMessageForAll() {
        shouldDie(
                "got a spoilt message",
                world -> world.rooms().spoil((to, tag, length) -> {
                    Frame.put(to, 0, tag, length);
                    if (length > 100) to.put(100, (byte) ~to.get(100));
                }));
    }

    @Test
    void shouldSeeAServerThatSendsAMessageShort() {
        shouldDie(
                "in another length",
                world -> world.rooms().spoil((to, tag, length) -> {
                    Frame.put(to, 0, tag, length > 100 ? length - 1 : length);
                    if (length > 100) to.put((byte) 0);
                }));
    }
}
