package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A crowd that is being closed and goes on sending takes a small part of each turn, and is still heard to its end. */
@Timeout(30)
final class DiscardTest {
    private static final int CROWD = 5 * DiscardStage.READS_A_TURN;
    private static final int READ_BUFFER = 4 << 10;

    private final List<TestClient> crowd = new ArrayList<>();
    private ReactorFixture fixture;

    @BeforeEach
    void sayGoodbyeToACrowd() {
        fixture = new ReactorFixture(
                options -> options.readBuffer(READ_BUFFER), options -> {}, connection -> (peer, data) -> {
                    data.position(data.limit());
                    peer.write(ByteBuffer.wrap("bye".getBytes()));
                    peer.close();
                });
        for (int i = 0; i < CROWD; i++) crowd.add(fixture.connect());
        for (TestClient client : crowd) client.send("x");
        fixture.until(() -> crowd.stream().allMatch(TestClient::hasEnded));
        assertThat(fixture.get(Metric.LINGERING)).isEqualTo(CROWD);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void shouldReadABoundedNumberOfThemInATurn() {
        ByteBuffer flood = ByteBuffer.allocateDirect(READ_BUFFER);
        for (int turns = 0; turns < 200; turns++) {
            for (TestClient client : crowd) client.offer(flood.clear());
            assertThat(readInATurn()).isBetween(1L, 2L * DiscardStage.READS_A_TURN * READ_BUFFER);
        }
    }

    /** What had arrived is read to its end, whoever has to wait for that: nobody is left to the linger timeout. */
    @Test
    void shouldHearEachToItsEnd() {
        ByteBuffer flood = ByteBuffer.allocateDirect(4 * READ_BUFFER);
        for (TestClient client : crowd) {
            client.offer(flood.clear());
            client.endOutput();
        }
        fixture.until(() -> fixture.get(Metric.OPEN) == 0);
        assertThat(fixture.get(Metric.BYTES_IN)).isEqualTo(CROWD + (long) CROWD * flood.capacity());
        assertThat(crowd).noneMatch(TestClient::isReset);
    }

    /** Who pauses is not asked again and again, and is heard when it goes on. */
    @Test
    void shouldReturnToTheSelectorWhoHasNothingToRead() {
        for (TestClient client : crowd) client.send(new byte[2 * READ_BUFFER]);
        fixture.until(() -> fixture.get(Metric.BYTES_IN) == CROWD + (long) CROWD * 2 * READ_BUFFER);
        fixture.settle();
        assertThat(fixture.reactor.discards.hasWaiting()).isFalse();
        for (TestClient client : crowd) client.endOutput();
        fixture.until(() -> fixture.get(Metric.OPEN) == 0);
    }

    @Test
    void shouldForgetWhoIsClosedWhileItWaits() {
        ByteBuffer flood = ByteBuffer.allocateDirect(READ_BUFFER);
        for (TestClient client : crowd) client.offer(flood.clear());
        fixture.step();
        assertThat(fixture.reactor.discards.hasWaiting()).isTrue();
        fixture.clock.advance(ListenerOptions.DEFAULT_LINGER_TIMEOUT.multipliedBy(2));
        fixture.until(() -> fixture.get(Metric.OPEN) == 0);
        fixture.settle();
        assertThat(fixture.reactor.discards.hasWaiting()).isFalse();
    }

    private long readInATurn() {
        long before = fixture.get(Metric.BYTES_IN);
        fixture.step();
        return fixture.get(Metric.BYTES_IN) - before;
    }
}
