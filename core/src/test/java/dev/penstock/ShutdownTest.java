package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The orderly end: accept what waits, answer what was read, deliver, and at the deadline force and say so. */
@Timeout(30)
final class ShutdownTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static ReactorFixture silent() {
        return new ReactorFixture(options -> options.sendBuffer(16 << 10), (connection, data) -> {});
    }

    private static ShutdownReport reportOf(ReactorFixture fixture, CompletableFuture<ShutdownReport> report) {
        fixture.until(report::isDone);
        return report.join();
    }

    @Test
    void shouldDeliverWhatIsQueued() {
        byte[] output = TestClient.pattern(1 << 20);
        try (var fixture = silent()) {
            TestClient client = fixture.connect(16 << 10);
            TestClient idle = fixture.connect();
            fixture.connections.get(0).write(ByteBuffer.wrap(output));
            fixture.settle();
            long queued = fixture.get(Metric.BYTES_QUEUED);
            assertThat(queued).isPositive();
            var report = fixture.reactor.shutdown(DEADLINE);
            fixture.until(() -> client.hasEnded() && idle.hasEnded());
            assertThat(client.received()).isEqualTo(output);
            client.close();
            assertThat(reportOf(fixture, report)).isEqualTo(new ShutdownReport(2, 0, queued, 0));
            assertThat(fixture.closed(CloseReason.SHUTDOWN)).isEqualTo(2);
        }
    }

    @Test
    void shouldForceWhoIsLeftAtTheDeadlineAndReportWhatWasDropped() {
        try (var fixture = silent()) {
            TestClient client = fixture.connect(16 << 10);
            fixture.connections.get(0).write(ByteBuffer.allocate(1 << 20));
            fixture.settle();
            long queued = fixture.get(Metric.BYTES_QUEUED);
            var report = fixture.reactor.shutdown(DEADLINE);
            fixture.settle();
            fixture.clock.advance(DEADLINE.minusMillis(10));
            fixture.step();
            assertThat(report).isNotDone();
            fixture.clock.advance(Duration.ofMillis(13));
            ShutdownReport said = reportOf(fixture, report);
            assertThat(said.bytesDropped()).isPositive();
            assertThat(said.bytesDropped() + said.bytesDelivered()).isEqualTo(queued);
            fixture.until(client::isReset);
        }
    }

    @Test
    void shouldTakeTheNearerOfTwoDeadlines() {
        try (var fixture = silent()) {
            fixture.connect(16 << 10);
            fixture.connections.get(0).write(ByteBuffer.allocate(1 << 20));
            var report = fixture.reactor.shutdown(DEADLINE);
            fixture.settle();
            fixture.reactor.shutdown(Duration.ofSeconds(1));
            fixture.reactor.shutdown(DEADLINE.multipliedBy(2));
            fixture.clock.advance(Duration.ofSeconds(1).plusMillis(3));
            fixture.step();
            fixture.step();
            assertThat(report).isDone();
        }
    }

    /** Input that was read before the end began, but could not be answered yet, still is; later input is not read. */
    @Test
    void shouldAnswerWhatWasReadFromAPausedPeer() {
        int limit = 64 << 10;
        try (var fixture = new ReactorFixture(
                options -> options.policy(SlowPeerPolicy.pauseInput(limit, Duration.ofSeconds(30)))
                        .sendBuffer(4 << 10),
                Connection::writeSome)) {
            TestClient client = fixture.connect(4 << 10);
            fixture.floodUntilPaused(client);
            fixture.settle();
            long read = fixture.get(Metric.BYTES_IN);
            long answered = fixture.get(Metric.BYTES_OUT) + fixture.get(Metric.BYTES_QUEUED);
            assertThat(answered).as("some of it is kept").isLessThan(read);
            var report = fixture.reactor.shutdown(DEADLINE);
            fixture.until(() -> client.receivedCount() == read);
            client.close();
            assertThat(reportOf(fixture, report).bytesDropped()).isZero();
        }
    }

    /** What the kernel has accepted for us has a right to an answer: closing the listener would reset it. */
    @Test
    void shouldServeTheBacklogBeforeItEnds() {
        try (var fixture = new ReactorFixture(new ConnectionHandler() {
            @Override
            public void onOpen(Connection connection) {
                connection.write(ByteBuffer.wrap("closing".getBytes()));
            }

            @Override
            public void onData(Connection connection, ByteBuffer data) {}
        })) {
            var clients = java.util.stream.Stream.generate(() -> fixture.connectOnly(TestClient.DEFAULT_BUFFER))
                    .limit(40)
                    .toList();
            fixture.reactor.shutdown(DEADLINE);
            fixture.until(() -> clients.stream().allMatch(TestClient::hasEnded));
            assertThat(clients).allMatch(client -> client.text().equals("closing"));
        }
    }

    /** Nobody is connected, so there is nothing to wait for, least of all the drain timeout. */
    @Test
    void shouldCloseAReactorThatNeverRanAtOnce() throws ListenException {
        long start = System.nanoTime();
        Reactor reactor = Reactor.open(ReactorOptions.defaults());
        reactor.listen(ListenerOptions.builder().hosts(List.of("127.0.0.1")).build(), connection -> (c, data) -> {});
        reactor.close();
        reactor.close();
        assertThat(reactor.runOnce()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void shouldEndItsThreadAndFreeItsPort() throws Exception {
        Reactor reactor = Reactor.open(ReactorOptions.defaults());
        Thread thread = reactor.start();
        Listener listener = reactor.listen(
                ListenerOptions.builder().hosts(List.of("127.0.0.1")).build(), connection -> (c, data) -> {});
        reactor.close();
        thread.join(5_000);
        assertThat(thread.isAlive()).isFalse();
        bind(((InetSocketAddress) listener.addresses().get(0)).getPort());
        assertThatThrownBy(() -> reactor.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    /** Whoever shuts down twice, from a signal and from a finally, must not be punished for it. */
    @Test
    void shouldLetAListenerBeClosedAfterTheEnd() throws Exception {
        Reactor reactor = Reactor.open(ReactorOptions.defaults());
        reactor.start();
        Listener listener = reactor.listen(
                ListenerOptions.builder().hosts(List.of("127.0.0.1")).build(), connection -> (c, data) -> {});
        reactor.close();
        assertThatCode(listener::close).doesNotThrowAnyException();
    }

    /** A listener that could not be handed to the loop must not stay bound, where peers would connect to nobody. */
    @Test
    void shouldNotLeaveAPortBoundThatItCannotServe() throws Exception {
        Reactor reactor = Reactor.open(ReactorOptions.defaults());
        Thread thread = reactor.start();
        reactor.close();
        thread.join(5_000);
        int port;
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        var options =
                ListenerOptions.builder().hosts(List.of("127.0.0.1")).port(port).build();
        assertThatThrownBy(() -> reactor.listen(options, connection -> (c, data) -> {}))
                .isInstanceOf(RejectedExecutionException.class);
        bind(port);
    }

    /** Whoever floods the reactor with tasks must not be able to keep it from ending. */
    @Test
    void shouldShutDownAlthoughTheTaskQueueIsFull() throws Exception {
        var options = ReactorOptions.builder().taskQueueCapacity(2).build();
        Reactor reactor = Reactor.open(options);
        reactor.start();
        var running = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        reactor.execute(() -> {
            running.countDown();
            awaitQuietly(release);
        });
        running.await();
        reactor.execute(() -> {});
        reactor.execute(() -> {});
        try {
            assertThatCode(() -> reactor.shutdown(Duration.ZERO)).doesNotThrowAnyException();
        } finally {
            release.countDown();
            await().ignoreExceptions().until(() -> reactor.shutdown(Duration.ZERO) != null);
        }
        reactor.close();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void bind(int port) throws Exception {
        try (var free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            assertThat(free.isBound()).isTrue();
        }
    }
}
