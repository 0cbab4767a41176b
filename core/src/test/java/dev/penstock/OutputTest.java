package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** The two verbs: whole or not at all, in order, within the limit, and no verdict before an offer. */
@Timeout(30)
@Isolated
final class OutputTest {
    private static final int KERNEL = 16 << 10;

    private static ReactorFixture limitedTo(int hardLimit, ConnectionHandler handler) {
        return new ReactorFixture(
                options -> options.policy(SlowPeerPolicy.pauseInput(hardLimit, Duration.ofSeconds(30)))
                        .sendBuffer(KERNEL)
                        .receiveBuffer(KERNEL),
                handler);
    }

    private static ReactorFixture silent(int hardLimit) {
        return limitedTo(hardLimit, (connection, data) -> {});
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    @Test
    void shouldTakeAMessageWholeOrLeaveItUntouched() {
        try (var fixture = silent(64 << 10)) {
            TestClient client = fixture.connect(KERNEL);
            Connection connection = fixture.connections.get(0);
            ByteBuffer message = ByteBuffer.allocateDirect(10_000);
            long accepted = 0;
            WriteResult result;
            do {
                result = connection.write(message.clear());
                if (result == WriteResult.ACCEPTED) accepted += message.capacity();
                assertThat(message.remaining()).isEqualTo(result == WriteResult.ACCEPTED ? 0 : message.capacity());
                fixture.step();
            } while (result == WriteResult.ACCEPTED);
            assertThat(result).isEqualTo(WriteResult.RETRY);
            long total = accepted;
            fixture.until(() -> client.receivedCount() == total);
            fixture.settle();
            assertThat(client.receivedCount()).isEqualTo(accepted);
        }
    }

    /** Only what the kernel refused counts against a peer: its limit is 64 KiB, its kernel takes several times that. */
    @Test
    void shouldDropNothingOfABurstThatTheKernelTakes() {
        List<WriteResult> results = new ArrayList<>();
        try (var fixture = new ReactorFixture(
                options -> options.policy(SlowPeerPolicy.pauseInput(64 << 10, Duration.ofSeconds(30))),
                (connection, data) -> {
                    data.position(data.limit());
                    ByteBuffer message = ByteBuffer.allocate(1 << 10);
                    for (int i = 0; i < 300; i++) results.add(connection.write(message.clear()));
                })) {
            TestClient client = fixture.connect(1 << 20);
            client.send("go");
            fixture.until(() -> !results.isEmpty());
            assertThat(results).hasSize(300).containsOnly(WriteResult.ACCEPTED);
            fixture.until(() -> client.receivedCount() == 300 << 10);
        }
    }

    /** A message longer than half the limit fits only when less than half is queued: no earlier call, and no spin. */
    @Test
    void shouldCallBackOnceAMessageLongerThanHalfTheLimitFits() {
        int limit = 64 << 10;
        byte[] bytes = TestClient.pattern(limit * 3 / 4);
        List<WriteResult> retries = new ArrayList<>();
        try (var fixture = limitedTo(limit, new ConnectionHandler() {
            @Override
            public void onData(Connection connection, ByteBuffer data) {}

            @Override
            public void onWritable(Connection connection) {
                retries.add(connection.write(ByteBuffer.wrap(bytes)));
            }
        })) {
            TestClient client = fixture.connect(KERNEL);
            Connection connection = fixture.connections.get(0);
            int accepted = 0;
            while (connection.write(ByteBuffer.wrap(bytes)) == WriteResult.ACCEPTED) {
                accepted++;
                fixture.settle();
            }
            long turns = fixture.get(Metric.TURNS);
            for (int i = 0; i < 10; i++) fixture.reactor.runOnce(Duration.ofMillis(5));
            assertThat(fixture.get(Metric.TURNS) - turns).isEqualTo(10);
            assertThat(retries).as("while the peer takes nothing").isEmpty();

            int expected = (accepted + 1) * bytes.length;
            fixture.until(() -> client.receivedCount() == expected);
            assertThat(retries).containsExactly(WriteResult.ACCEPTED);
        }
    }

    /** With its own thread: a reactor that waits for a peer sleeps. */
    @Test
    void shouldNotSpinWhileAPeerIsPaused() {
        try (var fixture = new ReactorFixture(
                options -> options.policy(SlowPeerPolicy.pauseInput(64 << 10, Duration.ofSeconds(30)))
                        .sendBuffer(KERNEL),
                Connection::writeSome)) {
            TestClient client = fixture.connect(KERNEL);
            fixture.floodUntilPaused(client);
            fixture.settle();
            long turns = fixture.get(Metric.TURNS);
            long end = System.nanoTime() + Duration.ofMillis(100).toNanos();
            while (System.nanoTime() < end) fixture.reactor.runOnce(Duration.ofMillis(10));
            assertThat(fixture.get(Metric.TURNS) - turns).isLessThan(30);
        }
    }

    @Test
    void shouldTakeAMessageOfExactlyTheHardLimit() {
        try (var fixture = silent(64 << 10)) {
            TestClient client = fixture.connect(KERNEL);
            byte[] bytes = TestClient.pattern(64 << 10);
            assertThat(fixture.connections.get(0).write(ByteBuffer.wrap(bytes))).isEqualTo(WriteResult.ACCEPTED);
            fixture.until(() -> client.receivedCount() == bytes.length);
            assertThat(client.received()).isEqualTo(bytes);
        }
    }

    @Test
    void shouldCloseOnlyTheConnectionThatWritesAMessageBeyondTheHardLimit() {
        try (var fixture = limitedTo(1 << 10, (connection, data) -> {
            connection.write(ByteBuffer.allocate(data.get() == '!' ? 1025 : 1024));
            data.position(data.limit());
        })) {
            TestClient faulty = fixture.connect();
            TestClient neighbour = fixture.connect();
            faulty.send("!");
            neighbour.send(".");
            fixture.until(() -> neighbour.receivedCount() == 1024 && faulty.hasEnded());
            assertThat(fixture.takeErrors()).singleElement().isInstanceOf(IllegalArgumentException.class);
            assertThat(fixture.closed(CloseReason.HANDLER_FAILED)).isEqualTo(1);
            assertThat(fixture.endOf(fixture.connections.get(1))).isNull();
        }
    }

    /** Straight and queued, small and big, heap and direct, both verbs: a seeded mixture arrives as it was written. */
    @Test
    void shouldKeepTheOrderWhateverTheWay() {
        int limit = 256 << 10;
        byte[] all = TestClient.pattern(8 << 20);
        var random = new SplittableRandom(4711);
        try (var fixture = silent(limit)) {
            TestClient client = fixture.connect(KERNEL);
            Connection connection = fixture.connections.get(0);
            ByteBuffer inHeap = ByteBuffer.wrap(all);
            ByteBuffer outside = direct(all);
            int written = 0;
            while (written < all.length) {
                int most = random.nextBoolean() ? 300 : 100_000;
                int length = Math.min(all.length - written, 1 + random.nextInt(most));
                ByteBuffer source = random.nextBoolean() ? inHeap : outside;
                source.limit(written + length).position(written);
                if (random.nextBoolean()) connection.writeSome(source);
                else connection.write(source);
                written = source.position();
                assertThat(fixture.get(Metric.BYTES_QUEUED)).isLessThanOrEqualTo(limit);
                if (random.nextInt(4) == 0 || source.hasRemaining()) {
                    fixture.step();
                    client.poll();
                }
            }
            fixture.until(() -> client.receivedCount() == all.length);
            assertThat(client.received()).isEqualTo(all);
        }
    }

    /** The JDK keeps a direct copy of every heap buffer that reaches a channel, for each thread, for good. */
    @Test
    void shouldNeverHandAHeapBufferToAChannel() {
        BufferPoolMXBean directMemory = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .findFirst()
                .orElseThrow();
        int limit = 8 << 20;
        try (var fixture = limitedTo(limit, (connection, data) -> {})) {
            TestClient client = fixture.connect();
            Connection connection = fixture.connections.get(0);
            ByteBuffer big = ByteBuffer.allocate(64 << 20);
            long before = directMemory.getMemoryUsed();
            long most = 0;
            while (big.hasRemaining()) {
                connection.writeSome(big);
                fixture.step();
                client.poll();
                most = Math.max(most, directMemory.getMemoryUsed());
            }
            // On later runtimes our own chunks are not counted here, which makes the bound only stricter.
            assertThat(most - before).isLessThan(2L * limit);
            fixture.until(() -> client.receivedCount() == big.capacity());
        }
    }
}
