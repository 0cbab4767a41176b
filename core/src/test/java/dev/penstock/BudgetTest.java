package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One budget stands over all connections: whoever fills it fills it for itself. */
@Timeout(30)
final class BudgetTest {
    private static final int BUDGET = 300 << 10;
    private static final int READ_BUFFER = 16 << 10;
    private static final int HARD_LIMIT = 40 << 10;
    private static final int KERNEL = 16 << 10;

    private static ReactorFixture crowded(ConnectionHandler handler) {
        return new ReactorFixture(
                options -> options.maxQueued(BUDGET).readBuffer(READ_BUFFER),
                options -> options.policy(SlowPeerPolicy.pauseInput(HARD_LIMIT, Duration.ofSeconds(30)))
                        .maxReadBuffer(64 << 10)
                        .sendBuffer(KERNEL)
                        .receiveBuffer(KERNEL),
                connection -> handler);
    }

    private static void shouldServeAHealthyPeerWith(ConnectionHandler echo) {
        try (var fixture = crowded(echo)) {
            for (int i = 0; i < 12; i++) {
                TestClient greedy = fixture.connect(KERNEL);
                for (int turn = 0; turn < 40; turn++) {
                    greedy.offer(ByteBuffer.allocate(8 << 10));
                    fixture.step();
                    assertThat(fixture.get(Metric.POOL_USED)).isLessThanOrEqualTo(BUDGET);
                }
            }
            fixture.settle();
            assertThat(fixture.get(Metric.POOL_USED)).as("the greedy hold").isGreaterThan(BUDGET / 3);

            TestClient healthy = fixture.connect();
            byte[] message = TestClient.pattern(1 << 10);
            for (int round = 1; round <= 200; round++) {
                healthy.send(message);
                int expected = round * message.length;
                fixture.until(() -> healthy.receivedCount() == expected);
                assertThat(fixture.get(Metric.POOL_USED)).isLessThanOrEqualTo(BUDGET);
            }
        }
    }

    @Test
    void shouldStreamToAHealthyPeerWhileOthersHoldTheBudget() {
        shouldServeAHealthyPeerWith(Connection::writeSome);
    }

    @Test
    void shouldSendMessagesToAHealthyPeerWhileOthersHoldTheBudget() {
        shouldServeAHealthyPeerWith((connection, data) -> {
            while (data.remaining() >= 1 << 10) {
                int end = data.limit();
                WriteResult result = connection.write(data.limit(data.position() + (1 << 10)));
                data.limit(end);
                if (result != WriteResult.ACCEPTED) return;
            }
        });
    }

    @Test
    void shouldFeedOthersAgainOnceTheStalledAreGone() {
        try (var fixture = crowded(Connection::writeSome)) {
            List<TestClient> greedy = new ArrayList<>();
            for (int i = 0; i < 8; i++) greedy.add(fixture.connect(KERNEL));
            for (int turn = 0; turn < 200; turn++) {
                greedy.forEach(client -> client.offer(ByteBuffer.allocate(8 << 10)));
                fixture.step();
            }
            fixture.settle();
            fixture.clock.advance(Duration.ofSeconds(31));
            fixture.step();
            fixture.until(() -> fixture.get(Metric.BYTES_QUEUED) == 0);
            assertThat(fixture.closed(CloseReason.STALLED)).isPositive();
        }
    }

    /**
     * Unfinished messages of several peers have taken the budget up to where one more cannot grow. Nothing more can be read
     * from it then, and trying again in every turn would cost everybody the processor.
     */
    @Test
    void shouldNotSpinWhenAnUnfinishedMessageFindsNoRoomToGrow() {
        try (var fixture = new ReactorFixture(
                options -> options.maxQueued(4 << 20), options -> {}, connection -> (c, data) -> {})) {
            byte[] unfinished = new byte[900 << 10];
            for (int i = 0; i < 4; i++) {
                ByteBuffer rest = ByteBuffer.wrap(unfinished);
                TestClient client = fixture.connect();
                for (int turn = 0; turn < 100; turn++) {
                    client.offer(rest);
                    fixture.step();
                }
            }
            long turns = fixture.get(Metric.TURNS);
            long end = System.nanoTime() + 100_000_000;
            while (System.nanoTime() < end) fixture.reactor.runOnce(Duration.ofMillis(20));
            assertThat(fixture.get(Metric.TURNS) - turns).isLessThan(50);
            assertThat(fixture.get(Metric.PAUSED_BY_BUDGET)).isLessThan(50);
        }
    }

    @Test
    void shouldRefuseALimitThatTheBudgetCannotHold() {
        var options = ListenerOptions.builder()
                .hosts(List.of("127.0.0.1"))
                .policy(SlowPeerPolicy.pauseInput(BUDGET, Duration.ofSeconds(30)))
                .build();
        try (Reactor reactor = Reactor.open(ReactorOptions.builder()
                .maxQueued(BUDGET)
                .readBuffer(READ_BUFFER)
                .build())) {
            assertThatThrownBy(() -> reactor.listen(options, connection -> (c, data) -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("hardLimit");
        }
    }

    @Test
    void shouldKeepWhatWasReadHoweverFullTheBudget() {
        var texts = new StringBuilder();
        try (var fixture = crowded((connection, data) -> {
            if (data.get(data.limit() - 1) == '\n') {
                texts.append(StandardCharsets.US_ASCII.decode(data));
            } else if (data.get(data.position()) == 0) {
                connection.writeSome(data);
            }
        })) {
            for (int i = 0; i < 8; i++) {
                TestClient greedy = fixture.connect(KERNEL);
                for (int turn = 0; turn < 40; turn++) {
                    greedy.offer(ByteBuffer.allocate(8 << 10));
                    fixture.step();
                }
            }
            TestClient healthy = fixture.connect();
            healthy.send("half a ");
            fixture.settle();
            healthy.send("line\n");
            fixture.until(() -> texts.length() > 0);
            assertThat(texts.toString()).isEqualTo("half a line\n");
        }
    }
}
