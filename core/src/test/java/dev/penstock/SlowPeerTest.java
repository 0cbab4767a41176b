package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A slow peer costs nobody else anything, and itself its connection in the end. */
@Timeout(30)
final class SlowPeerTest {
    private static final int HARD_LIMIT = 128 << 10;
    private static final int KERNEL = 16 << 10;
    private static final Duration STALL = Duration.ofSeconds(30);
    private static final Duration TICKS = Duration.ofMillis(3); // a timer's rounding

    private static void slow(ListenerOptions.Builder options) {
        options.policy(SlowPeerPolicy.pauseInput(HARD_LIMIT, STALL))
                .sendBuffer(KERNEL)
                .receiveBuffer(KERNEL);
    }

    /** The kernel may take a last few bytes for a peer that takes none, more than once; each counts as progress. */
    private static void stepUntilStalled(ReactorFixture fixture, int count) {
        for (int tries = 0; tries < 4; tries++) {
            fixture.step();
            if (fixture.closed(CloseReason.STALLED) == count) return;
            fixture.clock.advance(STALL.plus(TICKS));
        }
        assertThat(fixture.closed(CloseReason.STALLED)).isEqualTo(count);
    }

    private static ReactorFixture echo() {
        return new ReactorFixture(SlowPeerTest::slow, Connection::writeSome);
    }

    @Test
    void shouldStopReadingAPeerThatDoesNotRead() {
        try (var fixture = echo()) {
            TestClient client = fixture.connect(KERNEL);
            fixture.floodUntilPaused(client);
            fixture.settle();
            long read = fixture.get(Metric.BYTES_IN);
            client.offer(ByteBuffer.allocate(64 << 10));
            fixture.settle();
            assertThat(fixture.get(Metric.BYTES_IN)).isEqualTo(read);
            assertThat(fixture.get(Metric.BYTES_QUEUED)).isBetween(HARD_LIMIT / 2L, (long) HARD_LIMIT);
        }
    }

    /** Neither interest nor event is left for it: the timer is the only witness. */
    @Test
    void shouldAbortAPeerThatTakesNothingForTheStallTimeout() {
        try (var fixture = echo()) {
            TestClient client = fixture.connect(KERNEL);
            fixture.floodUntilPaused(client);
            fixture.settle();
            fixture.clock.advance(STALL.minusMillis(10));
            fixture.step();
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(1);

            fixture.clock.advance(Duration.ofMillis(10).plus(TICKS));
            stepUntilStalled(fixture, 1);
            assertThat(fixture.endOf(fixture.connections.get(0))).isEqualTo(CloseReason.STALLED);
            assertThat(fixture.get(Metric.POOL_USED)).as("in that same turn").isZero();
            assertThat(fixture.get(Metric.BYTES_DROPPED)).isGreaterThanOrEqualTo(HARD_LIMIT / 2);
            fixture.until(client::isReset);
        }
    }

    @Test
    void shouldAbortFiftyStalledPeersAndHaveTheirMemoryInOneTurn() {
        try (var fixture = echo()) {
            for (int i = 0; i < 50; i++) fixture.floodUntilPaused(fixture.connect(KERNEL));
            fixture.settle();
            assertThat(fixture.get(Metric.POOL_USED)).isGreaterThan(50L * HARD_LIMIT / 2);
            for (int tries = 0; tries < 4 && fixture.get(Metric.POOL_USED) > 0; tries++) {
                fixture.clock.advance(STALL.plus(TICKS));
                fixture.step();
            }
            assertThat(fixture.get(Metric.POOL_USED)).isZero();
            // The kernel's share is freed by and by, so that nobody waits for that.
            long closed = fixture.closed(CloseReason.STALLED);
            for (int turns = 0; closed < 50; turns++, closed = fixture.closed(CloseReason.STALLED)) {
                fixture.step();
                assertThat(fixture.closed(CloseReason.STALLED) - closed)
                        .isLessThanOrEqualTo(CloseStage.MAX_FULL_A_TURN);
                assertThat(turns).isLessThan(20);
            }
        }
    }

    @Test
    void shouldGiveAPeerThatTookSomethingTheWholeTimeoutAgain() {
        try (var fixture = echo()) {
            TestClient client = fixture.connect(KERNEL);
            fixture.floodUntilPaused(client);
            fixture.settle();
            fixture.clock.advance(STALL.minusSeconds(1));
            long out = fixture.get(Metric.BYTES_OUT);
            fixture.until(() -> client.receivedCount() > 0 && fixture.get(Metric.BYTES_OUT) > out);
            fixture.settle();

            fixture.clock.advance(STALL.minusSeconds(1));
            fixture.step();
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(1);
            fixture.clock.advance(Duration.ofSeconds(1).plus(TICKS));
            stepUntilStalled(fixture, 1);
        }
    }

    /** The kernel may tell of new room late, or the loop may be late itself: the verdict asks it first. */
    @Test
    void shouldTryAWriteBeforeTheVerdict() {
        try (var fixture = echo()) {
            TestClient client = fixture.connect(KERNEL);
            fixture.floodUntilPaused(client);
            fixture.settle();
            long out = fixture.get(Metric.BYTES_OUT);
            for (long start = System.nanoTime(); client.receivedCount() < out; )
                assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
            fixture.clock.advance(STALL.plus(TICKS));
            fixture.step();
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(1);
            assertThat(fixture.get(Metric.BYTES_OUT)).isGreaterThan(out);
        }
    }

    @Test
    void shouldResumeAtHalfTheLimitAndLoseNothing() {
        List<Long> queuedWhenOffered = new ArrayList<>();
        try (var fixture = new ReactorFixture(SlowPeerTest::slow, (connection, data) -> {
            queuedWhenOffered.add(connection.snapshot().bytesQueued());
            connection.writeSome(data);
        })) {
            TestClient client = fixture.connect(KERNEL);
            byte[] sent = TestClient.pattern(1 << 20);
            ByteBuffer rest = ByteBuffer.wrap(sent);
            fixture.until(() -> {
                client.offer(rest);
                return fixture.get(Metric.PAUSED_AT_LIMIT) > 0;
            });
            int offeredBefore = queuedWhenOffered.size();
            fixture.until(() -> {
                client.offer(rest);
                return client.receivedCount() == sent.length;
            });
            assertThat(client.received()).isEqualTo(sent);
            assertThat(queuedWhenOffered.get(offeredBefore)).isLessThanOrEqualTo(HARD_LIMIT / 2L);
        }
    }

    /** While it does not read, the server must not count that against the peer. */
    @Test
    void shouldNotTakeAPausedPeerForAnIdleOne() {
        Duration idle = Duration.ofSeconds(5);
        try (var fixture = new ReactorFixture(options -> options.idleTimeout(idle), (connection, data) -> {
            connection.pauseInput();
        })) {
            TestClient client = fixture.connect();
            client.send("x");
            fixture.until(() -> fixture.get(Metric.BYTES_IN) == 1);
            for (int i = 0; i < 5; i++) {
                fixture.clock.advance(idle);
                fixture.step();
            }
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(1);
        }
    }
}
