package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.penstock.frame.FrameReader;
import dev.penstock.frame.Framing;
import dev.penstock.frame.LengthPrefixedFraming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** In steady state the loop allocates nothing: garbage would be everybody's pause. */
@Timeout(60)
@Isolated
final class AllocationTest {
    private static final int MESSAGE = 64;
    private static final long MOST_BYTES = 1000;
    private static final Runnable NOTHING = () -> {};
    private static final Group.Results IGNORE = (member, result) -> {};
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** One message in flight after the other, and many at once: many turns, and many messages a turn. */
    private static void echo(Socket socket, int rounds, int messagesARound) throws IOException {
        byte[] bytes = messages(messagesARound);
        for (int i = 0; i < rounds; i++) {
            socket.getOutputStream().write(bytes);
            if (socket.getInputStream().readNBytes(bytes, 0, bytes.length) < bytes.length)
                throw new IOException("the server closed");
        }
    }

    /** Each of them a length-prefixed frame, and a line. */
    private static byte[] messages(int count) {
        ByteBuffer messages = ByteBuffer.allocate(MESSAGE * count);
        for (int i = 0; i < count; i++)
            messages.putInt(i * MESSAGE, MESSAGE - 4).put((i + 1) * MESSAGE - 1, (byte) '\n');
        return messages.array();
    }

    private static Socket connect(ReactorFixture fixture) throws IOException {
        var socket = new Socket();
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        socket.connect(fixture.address());
        return socket;
    }

    /** On the reactor's thread, where the present turn may have allocated nothing yet. */
    private static long allocatedBytes(ReactorFixture fixture) {
        var bytes = new CompletableFuture<Long>();
        fixture.reactor.execute(() -> bytes.complete(
                THREADS.getThreadAllocatedBytes(Thread.currentThread().getId())));
        return bytes.join();
    }

    /** So that no later turn is the longest: that is told in a new record each time. */
    private static void haveTheLongestTurnBehind(ReactorFixture fixture) {
        var done = new CompletableFuture<Void>();
        fixture.reactor.execute(() -> {
            fixture.clock.advance(Duration.ofHours(1));
            done.complete(null);
        });
        done.join();
    }

    /**
     * The same again where there was something: the JVM makes the strings of a class when it first compiles one of its methods,
     * some hundred bytes on whichever thread that is, and a busy machine is late to compile.
     */
    private static void shouldAllocateNothingIn(LongSupplier steadyState) {
        long allocated = steadyState.getAsLong();
        for (int again = 0; again < 3 && allocated >= MOST_BYTES; again++) allocated = steadyState.getAsLong();
        assertThat(allocated).isLessThan(MOST_BYTES);
    }

    private static void shouldAllocateNothingWith(ConnectionHandler handler) throws IOException {
        try (var fixture = new ReactorFixture(handler).start();
                Socket socket = connect(fixture)) {
            haveTheLongestTurnBehind(fixture);
            echo(socket, 10_000, 1);
            echo(socket, 3_000, 100);
            allocatedBytes(fixture);

            shouldAllocateNothingIn(() -> aMillion(fixture, socket));
        }
    }

    private static long aMillion(ReactorFixture fixture, Socket socket) {
        long before = allocatedBytes(fixture);
        long turns = fixture.get(Metric.TURNS);
        long in = fixture.get(Metric.BYTES_IN);
        try {
            echo(socket, 10_000, 1);
            echo(socket, 9_900, 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(fixture.get(Metric.TURNS) - turns).isGreaterThanOrEqualTo(10_000);
        assertThat(fixture.get(Metric.BYTES_IN) - in).isEqualTo(1_000_000L * MESSAGE);
        return allocatedBytes(fixture) - before;
    }

    @Test
    void shouldAllocateNothingToStream() throws IOException {
        shouldAllocateNothingWith(Connection::writeSome);
    }

    @Test
    void shouldAllocateNothingToCopyMessages() throws IOException {
        shouldAllocateNothingWith((connection, data) -> {
            int end = data.limit();
            while (end - data.position() >= MESSAGE) {
                data.limit(data.position() + MESSAGE);
                if (connection.write(data) != WriteResult.ACCEPTED) break;
            }
            data.limit(end);
        });
    }

    @Test
    void shouldAllocateNothingToFrame() throws IOException {
        shouldAllocateNothingWith(new FrameReader(
                Framing.lengthPrefixed(MESSAGE),
                (connection, frame) ->
                        connection.write(LengthPrefixedFraming.withHeader(frame)) == WriteResult.ACCEPTED));
    }

    @Test
    void shouldAllocateNothingToReadLines() throws IOException {
        ByteBuffer line = ByteBuffer.allocateDirect(MESSAGE);
        shouldAllocateNothingWith(new FrameReader(Framing.telnetLines(MESSAGE), (connection, frame) -> {
            line.clear().put(frame).put((byte) '\n').flip();
            return connection.write(line) == WriteResult.ACCEPTED;
        }));
    }

    /** A peer that is paused at its limit and resumed, over and over, runs on chunks that are there already. */
    @Test
    void shouldAllocateNothingToPauseAndResume() throws IOException {
        try (var fixture = new ReactorFixture(
                options -> options.policy(SlowPeerPolicy.pauseInput(128 << 10, Duration.ofDays(1)))
                        .sendBuffer(32 << 10),
                Connection::writeSome)) {
            TestClient client = fixture.connect(32 << 10);
            fixture.clock.advance(Duration.ofHours(1));
            fixture.step();
            pauseAndResume(fixture, client, 32 << 20);
            shouldAllocateNothingIn(() -> pauseAndResume(fixture, client, 64 << 20));
            assertThat(fixture.get(Metric.PAUSED_AT_LIMIT)).isGreaterThan(20);
        }
    }

    /** Returns what the reactor's part of it has allocated. */
    private static long pauseAndResume(ReactorFixture fixture, TestClient client, int bytes) {
        ByteBuffer out = ByteBuffer.allocateDirect(64 << 10);
        long thread = Thread.currentThread().getId();
        long allocated = 0;
        for (long end = fixture.get(Metric.BYTES_IN) + bytes; fixture.get(Metric.BYTES_IN) < end; ) {
            client.offer(out.clear());
            client.discard();
            long before = THREADS.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 4; i++) turnWithoutWaiting(fixture.reactor);
            allocated += THREADS.getThreadAllocatedBytes(thread) - before;
        }
        return allocated;
    }

    private static void shouldAllocateNothingToBroadcast(int length, int warmUp, int broadcasts) {
        int members = 200;
        try (var fixture = new ReactorFixture((connection, data) -> {})) {
            List<TestClient> clients = new ArrayList<>();
            for (int i = 0; i < members; i++) clients.add(fixture.connect());
            var group = new Group(fixture.reactor);
            fixture.connections.forEach(group::join);
            ByteBuffer message = ByteBuffer.allocateDirect(length);
            fixture.clock.advance(Duration.ofHours(1));
            fixture.step();
            broadcast(fixture, group, clients, message, warmUp);
            long out = fixture.get(Metric.BYTES_OUT);
            shouldAllocateNothingIn(() -> broadcast(fixture, group, clients, message, broadcasts));
            assertThat(fixture.get(Metric.BYTES_OUT) - out)
                    .isGreaterThanOrEqualTo((long) broadcasts * members * length);
            assertThat(fixture.get(Metric.MESSAGES_MISSED)).isZero();
        }
    }

    /** Returns what the reactor's part of it has allocated. */
    private static long broadcast(
            ReactorFixture fixture, Group group, List<TestClient> clients, ByteBuffer message, int broadcasts) {
        int atOnce = Math.max(1, (8 << 10) / message.capacity());
        long thread = Thread.currentThread().getId();
        long allocated = 0;
        for (int i = 0; i < broadcasts; i += atOnce) {
            long before = THREADS.getThreadAllocatedBytes(thread);
            for (int n = 0; n < atOnce; n++) group.broadcast(message.clear(), null, IGNORE);
            turnWithoutWaiting(fixture.reactor);
            allocated += THREADS.getThreadAllocatedBytes(thread) - before;
            do {
                clients.forEach(TestClient::discard);
                turnWithoutWaiting(fixture.reactor);
            } while (fixture.get(Metric.BYTES_QUEUED) > 0);
        }
        return allocated;
    }

    @Test
    void shouldAllocateNothingToBroadcastSmallMessages() {
        shouldAllocateNothingToBroadcast(MESSAGE, 2_000, 5_120);
    }

    @Test
    void shouldAllocateNothingToBroadcastBigMessages() {
        shouldAllocateNothingToBroadcast(16 << 10, 100, 130);
    }

    private static void turnWithoutWaiting(Reactor reactor) {
        reactor.execute(NOTHING);
        reactor.runOnce();
    }

    /** Stepped by its owner, as a game or a test does it: a turn that waits for a given time is a turn like any other. */
    @Test
    void shouldAllocateNothingWhenSteppedByHand() {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            fixture.connect();
            for (int i = 0; i < 20_000; i++) fixture.step();
            long thread = Thread.currentThread().getId();
            shouldAllocateNothingIn(() -> {
                long before = THREADS.getThreadAllocatedBytes(thread);
                for (int i = 0; i < 20_000; i++) fixture.step();
                return THREADS.getThreadAllocatedBytes(thread) - before;
            });
        }
    }
}
