package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the budget is spent: whose memory goes, that nobody is using it then, and that the loop sleeps meanwhile. */
@Timeout(30)
final class SacrificeTest {
    private static final int BUDGET = 288 << 10;
    private static final int READ_BUFFER = 4 << 10;
    private static final int HARD_LIMIT = 128 << 10;
    private static final Duration STALL = Duration.ofSeconds(30);

    private static ReactorFixture small(ConnectionHandler handler) {
        return new ReactorFixture(
                options -> options.maxQueued(BUDGET).readBuffer(READ_BUFFER),
                options -> options.policy(SlowPeerPolicy.pauseInput(HARD_LIMIT, STALL))
                        .maxReadBuffer(128 << 10)
                        .sendBuffer(16 << 10),
                connection -> handler);
    }

    /** An unfinished message of one more peer takes so much of the budget. */
    private static Connection keeper(ReactorFixture fixture, int bytes) {
        TestClient client = fixture.connect();
        Connection keeper = fixture.connections.get(fixture.connections.size() - 1);
        fixture.send(client, new byte[bytes]);
        fixture.until(() -> keeper.kept != null && keeper.kept.size() == bytes);
        return keeper;
    }

    private static void fillBudget(ReactorFixture fixture, long bytes) {
        while (fixture.get(Metric.POOL_USED) < bytes) keeper(fixture, READ_BUFFER);
    }

    /** There is budget for the message, but not for the chunk that it would go to: that is waited for, not tried for ever. */
    @Test
    void shouldNotSpinWhereTheBudgetHasNoRoomForTheChunkOfAMessage() {
        var handler = new ConnectionHandler() {
            int tries;

            @Override
            public void onData(Connection connection, ByteBuffer data) {}

            @Override
            public void onWritable(Connection connection) {
                tries++;
                connection.write(ByteBuffer.allocate(33 << 10));
            }
        };
        try (var fixture = small(handler)) {
            fixture.connect();
            Connection needy = fixture.connections.get(0);
            fillBudget(fixture, BUDGET - READ_BUFFER - (64 << 10) + 1);
            assertThat(needy.write(ByteBuffer.allocate(33 << 10))).isEqualTo(WriteResult.RETRY);
            for (int i = 0; i < 10; i++) fixture.step();
            assertThat(handler.tries).isZero();
            assertThat(fixture.reactor.settler.hasTouched()).isFalse();
        }
    }

    /** Of a stream as much is taken as there is room for, rather than all of it asked for again and again. */
    @Test
    void shouldStreamWhatTheBudgetHasRoomFor() {
        ByteBuffer stream = ByteBuffer.allocate(100 << 10);
        var handler = new ConnectionHandler() {
            int tries;

            @Override
            public void onData(Connection connection, ByteBuffer data) {}

            @Override
            public void onWritable(Connection connection) {
                tries++;
                connection.writeSome(stream);
            }
        };
        try (var fixture = small(handler)) {
            TestClient client = fixture.connect();
            Connection needy = fixture.connections.get(0);
            fillBudget(fixture, BUDGET - READ_BUFFER - (64 << 10) + 1);
            assertThat(needy.writeSome(stream)).isPositive();
            fixture.until(() -> client.receivedCount() == stream.capacity());
            assertThat(handler.tries).isLessThan(40);
        }
    }

    /** Its memory is not given to anybody else before its handler has returned. */
    @Test
    void shouldLeaveAVictimWhatItsHandlerIsReading() {
        var read = new ArrayList<Byte>();
        var handler = new ConnectionHandler() {
            Connection needy;

            @Override
            public void onData(Connection connection, ByteBuffer data) {
                if (data.remaining() < 60 << 10) return;
                byte[] noise = new byte[40 << 10];
                java.util.Arrays.fill(noise, (byte) 9);
                needy.write(ByteBuffer.wrap(noise));
                while (data.hasRemaining()) read.add(data.get());
            }
        };
        try (var fixture = small(handler)) {
            fixture.connect(16 << 10);
            Connection needy = fixture.connections.get(0);
            while (needy.queue.isEmpty()) {
                needy.write(ByteBuffer.allocate(1 << 10));
                if (needy.queue.bytes() >= 2 << 10) fixture.settle();
            }
            handler.needy = needy;
            TestClient client = fixture.connect();
            Connection victim = fixture.connections.get(1);
            byte[] sent = TestClient.pattern(60 << 10);
            for (int i = 0; i < 5; i++) keeper(fixture, 32 << 10);
            keeper(fixture, 16 << 10);
            fixture.send(client, sent);
            fixture.until(() -> !read.isEmpty());
            assertThat(read).hasSize(sent.length);
            for (int i = 0; i < sent.length; i++) assertThat(read.get(i)).isEqualTo(sent[i]);
            fixture.step();
            assertThat(fixture.endOf(victim)).isEqualTo(CloseReason.MEMORY_PRESSURE);
            assertThat(victim.kept).as("given back afterwards").isNull();
        }
    }

    /** Asked to make room it takes all that waits, and its kernel may be full again then: no event tells it to go on. */
    @Test
    void shouldLetAVictimGoOnThatTookWhatItWasOffered() {
        var writable = new ArrayList<Connection>();
        var handler = new ConnectionHandler() {
            @Override
            public void onData(Connection connection, ByteBuffer data) {}

            @Override
            public void onWritable(Connection connection) {
                writable.add(connection);
            }
        };
        var network = new WatchedNetwork();
        try (var fixture = new ReactorFixture(
                options -> options.provider(network).maxQueued(BUDGET).readBuffer(READ_BUFFER),
                options -> options.policy(SlowPeerPolicy.pauseInput(32 << 10, STALL))
                        .maxReadBuffer(128 << 10)
                        .sendBuffer(64 << 10),
                connection -> handler)) {
            TestClient client = fixture.connect(4 << 10);
            fixture.connect();
            Connection victim = fixture.connections.get(0);
            Connection needy = fixture.connections.get(1);
            while (victim.write(ByteBuffer.allocate(1 << 10)) == WriteResult.ACCEPTED) fixture.step();
            fixture.settle();
            while (victim.write(ByteBuffer.allocate(1 << 10)) == WriteResult.ACCEPTED) fixture.step();
            fillBudget(fixture, BUDGET - READ_BUFFER - (16 << 10) + 1);
            network.isBlind = true;
            long out = fixture.get(Metric.BYTES_OUT);
            for (long start = System.nanoTime(); client.receivedCount() < out; )
                assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
            assertThat(needy.write(ByteBuffer.allocate(16 << 10))).isEqualTo(WriteResult.ACCEPTED);
            assertThat(victim.queue.bytes()).as("nothing waits for it").isZero();
            fixture.step();
            assertThat(writable).as("and it is told").containsExactly(victim);
            network.isBlind = false;
        }
    }

    /** Who holds most makes room; if that is the one who waits, nobody else has to go for it as well. */
    @Test
    void shouldSacrificeNobodyForOneThatWasSacrificedItself() {
        try (var fixture = small((connection, data) -> {})) {
            TestClient client = fixture.connect();
            Connection largest = fixture.connections.get(0);
            ByteBuffer rest = ByteBuffer.wrap(new byte[120 << 10]);
            List<Connection> others = new ArrayList<>();
            for (int i = 0; i < 5; i++) others.add(keeper(fixture, 32 << 10));
            fixture.until(() -> {
                client.offer(rest);
                return fixture.get(Metric.PAUSED_BY_BUDGET) > 0;
            });
            fixture.settle();
            assertThat(largest.pauses).isEqualTo(Pause.BY_BUDGET);
            fixture.clock.advance(STALL.plusMillis(3));
            fixture.step();
            assertThat(fixture.endOf(largest)).isEqualTo(CloseReason.MEMORY_PRESSURE);
            assertThat(others).allMatch(Connection::isServed);
        }
    }

    /** Whoever is let on must find a budget that is not tight, or would be paused again at once, in every turn. */
    @ParameterizedTest
    @ValueSource(ints = {16, 18, 20, 32, 64})
    void shouldLetNobodyOnWhoHoldsSomethingWhileTheBudgetIsTight(int readBuffers) {
        var pool = new dev.penstock.buffer.BufferPool(readBuffers * (long) READ_BUFFER, READ_BUFFER);
        var budget = new Budget(pool, READ_BUFFER);
        var taken = new ArrayList<dev.penstock.buffer.Chunk>();
        try (var fixture = small((connection, data) -> {})) {
            fixture.connect();
            Connection holder = fixture.connections.get(0);
            holder.queue.append(ByteBuffer.allocate(1), 1, pool);
            while (pool.left() > 0) {
                if (pool.isTight())
                    assertThat(budget.mayResume(holder))
                            .as("at %d", pool.used())
                            .isFalse();
                taken.add(pool.takeReserved(1));
            }
            holder.queue.clear(pool);
        }
        taken.forEach(pool::give);
        pool.close();
    }
}
