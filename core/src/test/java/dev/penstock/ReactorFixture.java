package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A reactor with a listener on loopback and its clients. Stepped by the test on a manual clock, or started on a thread of its
 * own. At the end it checks what must hold whatever a test did: nothing is held, everybody was told once, no failure was
 * overlooked.
 */
public final class ReactorFixture implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public final ManualClock clock = new ManualClock();
    public final Reactor reactor;
    final Listener listener;
    /** In the order in which they were opened. */
    public final List<Connection> connections = new ArrayList<>();

    private final Map<Connection, List<CloseReason>> ends = new LinkedHashMap<>();
    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final List<TestClient> clients = new ArrayList<>();
    private Thread thread;

    public ReactorFixture(ConnectionHandler handler) {
        this(options -> {}, options -> {}, connection -> handler);
    }

    public ReactorFixture(Consumer<ListenerOptions.Builder> listenerOptions, ConnectionHandler handler) {
        this(options -> {}, listenerOptions, connection -> handler);
    }

    public ReactorFixture(
            Consumer<ReactorOptions.Builder> reactorOptions,
            Consumer<ListenerOptions.Builder> listenerOptions,
            Function<Connection, ConnectionHandler> handlers) {
        var options = ReactorOptions.builder()
                .clock(clock)
                .maxQueued(32 << 20)
                .errorHandler((connection, failure) -> errors.add(failure));
        reactorOptions.accept(options);
        reactor = Reactor.open(options.build());
        var forListener = ListenerOptions.builder().hosts(List.of("127.0.0.1"));
        listenerOptions.accept(forListener);
        try {
            listener = reactor.listen(forListener.build(), connection -> new Watched(handlers.apply(connection)));
        } catch (ListenException e) {
            reactor.close();
            throw new AssertionError(e);
        }
    }

    /** One more listener, with a policy of its own, for the same clients. */
    Listener listen(SlowPeerPolicy policy, ConnectionHandler handler) throws ListenException {
        var options = ListenerOptions.builder().hosts(List.of("127.0.0.1")).policy(policy);
        return reactor.listen(options.build(), connection -> new Watched(handler));
    }

    /** Gives the reactor a thread; from then on the test only waits. */
    public ReactorFixture start() {
        thread = reactor.start();
        return this;
    }

    public SocketAddress address() {
        return listener.addresses().get(0);
    }

    /** A client whose connection is open on our side. */
    public TestClient connect() {
        return connect(TestClient.DEFAULT_BUFFER);
    }

    public TestClient connect(int receiveBuffer) {
        long before = get(Metric.ACCEPTED);
        TestClient client = connectOnly(receiveBuffer);
        until(() -> get(Metric.ACCEPTED) > before);
        return client;
    }

    /** A client that still waits in the backlog, unless a thread accepts it. */
    public TestClient connectOnly(int receiveBuffer) {
        TestClient client = TestClient.connect(address(), receiveBuffer);
        clients.add(client);
        return client;
    }

    /** One turn, without waiting. */
    public void step() {
        reactor.runOnce(Duration.ZERO);
    }

    /** Turns, or only waits where the reactor has its own thread, until the condition holds. */
    public void until(BooleanSupplier condition) {
        if (thread != null) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(condition::getAsBoolean);
            return;
        }
        for (long start = System.nanoTime(); !condition.getAsBoolean(); ) {
            reactor.runOnce(Duration.ofMillis(1));
            assertThat(System.nanoTime() - start)
                    .as(() -> "waited in vain; " + figures())
                    .isLessThan(PATIENCE.toNanos());
        }
    }

    /** Sends everything, with turns in between. */
    public void send(TestClient client, byte[] bytes) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        until(() -> {
            client.offer(rest);
            return !rest.hasRemaining();
        });
    }

    /** Sends until the peer's input is paused at its limit because it does not read. */
    public void floodUntilPaused(TestClient client) {
        long before = get(Metric.PAUSED_AT_LIMIT);
        byte[] zeros = new byte[16 << 10];
        until(() -> {
            client.offer(ByteBuffer.wrap(zeros));
            return get(Metric.PAUSED_AT_LIMIT) > before;
        });
    }

    /** Lets the kernel take all that it will: a delayed acknowledgement may make room for more after 40 ms. */
    public void settle() {
        for (int quiet = 0; quiet < 30; ) {
            long before = get(Metric.BYTES_OUT) + get(Metric.BYTES_IN);
            reactor.runOnce(Duration.ofMillis(2));
            quiet = get(Metric.BYTES_OUT) + get(Metric.BYTES_IN) == before ? quiet + 1 : 0;
        }
    }

    private String figures() {
        var text = new StringBuilder("errors " + errors);
        for (Metric metric : Metric.values())
            if (get(metric) != 0) text.append(", ").append(metric).append(' ').append(get(metric));
        return text.toString();
    }

    public long get(Metric metric) {
        return reactor.snapshot().get(metric);
    }

    public long closed(CloseReason reason) {
        return reactor.snapshot().closed(reason);
    }

    /** Why a connection ended, or null. */
    public CloseReason endOf(Connection connection) {
        synchronized (ends) {
            List<CloseReason> reasons = ends.get(connection);
            return reasons == null ? null : reasons.get(0);
        }
    }

    /** What the error handler has heard; the test knows of it then. */
    public List<Throwable> takeErrors() {
        List<Throwable> taken = new ArrayList<>();
        for (Throwable error; (error = errors.poll()) != null; ) taken.add(error);
        return taken;
    }

    @Override
    public void close() {
        List<Throwable> unexpected = takeErrors();
        var report = reactor.shutdown(Duration.ZERO);
        if (thread == null) {
            for (int i = 0; i < 20_000 && reactor.runOnce(Duration.ZERO); i++) clock.advance(Duration.ofMillis(2));
        }
        until(() -> {
            clock.advance(Duration.ofMillis(10));
            return report.isDone();
        });
        awaitEnd();
        clients.forEach(TestClient::close);
        assertThat(unexpected).as("what the error handler heard").isEmpty();
        assertThat(get(Metric.POOL_USED)).as("memory held").isZero();
        assertThat(get(Metric.BYTES_QUEUED)).as("bytes queued").isZero();
        assertThat(get(Metric.OPEN)).as("connections open").isZero();
        assertThat(get(Metric.LINGERING)).as("connections lingering").isZero();
        assertThat(get(Metric.CLOSED)).as("connections closed").isEqualTo(get(Metric.ACCEPTED) + get(Metric.CONNECTED));
        assertThat(get(Metric.CONNECTING)).as("connections on their way").isZero();
        assertThat(ends.keySet()).as("who heard of its end").containsAll(connections);
        assertThat(ends.values()).as("each of them once").allMatch(reasons -> reasons.size() == 1);
    }

    private void awaitEnd() {
        if (thread == null) return;
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The handler under test, with its connections' beginnings and ends noted. */
    private final class Watched extends PassingHandler {
        private final ConnectionHandler inner;

        Watched(ConnectionHandler inner) {
            this.inner = inner;
        }

        @Override
        protected ConnectionHandler next() {
            return inner;
        }

        @Override
        public void onOpen(Connection connection) {
            connections.add(connection);
            super.onOpen(connection);
        }

        @Override
        public void onClosed(Connection connection, CloseReason reason) {
            synchronized (ends) {
                ends.computeIfAbsent(connection, c -> new ArrayList<>()).add(reason);
            }
            super.onClosed(connection, reason);
        }
    }
}
