package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who sends without end gets its share of each turn, and no more. */
@Timeout(30)
final class FairnessTest {
    private static final int READ_BUFFER = 64 << 10;
    /** One to read and answer; the others are for the kernel, which may deliver a little later. */
    private static final int MOST_TURNS = 4;

    @Test
    void shouldAnswerANeighbourOfAPeerThatFloods() {
        try (var fixture = new ReactorFixture(
                options -> options.readBuffer(READ_BUFFER), options -> {}, connection -> Connection::writeSome)) {
            TestClient flooding = fixture.connect();
            TestClient neighbour = fixture.connect();
            ByteBuffer flood = ByteBuffer.allocateDirect(1 << 20);
            int busyTurns = 0;
            for (int round = 1; round <= 200; round++) {
                neighbour.send("x");
                int turns = 0;
                while (neighbour.receivedCount() < round) {
                    flooding.offer(flood.clear());
                    flooding.discard();
                    long before = fixture.get(Metric.BYTES_IN);
                    fixture.step();
                    long read = fixture.get(Metric.BYTES_IN) - before;
                    assertThat(read).as("read in one turn").isLessThanOrEqualTo(READ_BUFFER + 1);
                    if (read > 1) busyTurns++;
                    assertThat(++turns).as("turns without an answer").isLessThanOrEqualTo(MOST_TURNS);
                }
            }
            assertThat(busyTurns).as("turns with a flood").isGreaterThan(100);
        }
    }

    /** Who reads as fast as we write gets its share of each turn too. */
    @Test
    void shouldWriteNoMoreThanItsShareToAPeerInATurn() {
        int length = 4 * OutputStage.TURN_BYTES;
        try (var fixture = new ReactorFixture(
                options -> options.sendBuffer(2 * length)
                        .policy(SlowPeerPolicy.pauseInput(length, Duration.ofSeconds(30))),
                (connection, data) -> {})) {
            TestClient client = fixture.connect(2 * length);
            fixture.connections.get(0).write(ByteBuffer.allocate(length));
            int turns = 0;
            for (; fixture.get(Metric.BYTES_QUEUED) > 0; turns++) {
                long before = fixture.get(Metric.BYTES_OUT);
                fixture.reactor.runOnce(Duration.ofMillis(1));
                client.poll();
                assertThat(fixture.get(Metric.BYTES_OUT) - before).isLessThanOrEqualTo(OutputStage.TURN_BYTES);
            }
            assertThat(turns).isGreaterThanOrEqualTo(4);
            fixture.until(() -> client.receivedCount() == length);
        }
    }

    /** A message to hundreds is written over some turns; who is written to alone does not wait behind them. */
    @Test
    void shouldNotLetAMessageToACrowdDelayWhoIsWrittenToAlone() {
        int members = 3 * SettleStage.CROWD;
        try (var fixture = new ReactorFixture((connection, data) -> data.position(data.limit()))) {
            var group = new Group(fixture.reactor);
            List<TestClient> crowd = new ArrayList<>();
            for (int i = 0; i < members; i++) crowd.add(fixture.connect());
            TestClient alone = fixture.connect();
            Connection single = fixture.connections.remove(members);
            fixture.connections.forEach(group::join);
            fixture.connections.add(single);

            assertThat(group.broadcast(ByteBuffer.wrap(new byte[] {'a'}))).isEqualTo(members);
            single.write(ByteBuffer.wrap(new byte[] {'b'}));
            fixture.step();
            assertThat(alone.text()).isEqualTo("b");
            assertThat(fixture.get(Metric.BYTES_OUT)).as("written in one turn").isEqualTo(1 + SettleStage.CROWD);
            fixture.step();
            fixture.step();
            assertThat(crowd).extracting(TestClient::text).containsOnly("a");
            assertThat(fixture.reactor.settler.hasTouched()).isFalse();
        }
    }
}
