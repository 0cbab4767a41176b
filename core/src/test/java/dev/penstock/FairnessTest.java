package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
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
}
