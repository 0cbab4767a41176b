package dev.penstock.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.ListenException;
import dev.penstock.ListenerOptions;
import dev.penstock.Metric;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import dev.penstock.SlowPeerPolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A short script, once for each call to the network that it makes, with that call failing: one connection may be lost for it,
 * nothing leaks, and nobody else notices.
 */
@Timeout(60)
final class FaultAtEveryOperationTest {
    private static final int PEERS = 5;
    private static final int SLOW = 4; // the last: reads late
    private static final int LENGTH = 6_000;
    private static final long SECOND = 1_000_000_000;
    private static final ForeignThread FOREIGN = new ForeignThread(); // a daemon, for as long as there are tests

    @Test
    void shouldLoseNobodyWithoutAFault() throws ListenException {
        var script = new Script(0);
        script.run();
        assertThat(script.served()).isEqualTo(PEERS);
    }

    @Test
    void shouldLoseOneAtMostWhicheverCallFails() throws ListenException {
        var whole = new Script(0);
        whole.run();
        long operations = whole.network.operations() - whole.operationsBefore;
        assertThat(operations).isGreaterThan(60);
        for (long n = 1; n <= operations; n++) {
            var script = new Script(n);
            script.run();
            assertThat(script.served())
                    .as("served with call %d of %d failing", n, operations)
                    .isGreaterThanOrEqualTo(PEERS - 1);
            assertThat(script.lost)
                    .as("connections that ended early, call %d", n)
                    .isLessThanOrEqualTo(1);
        }
    }

    /** Some calls fail while the listener is made: then nothing is bound, and nothing is left. */
    @Test
    void shouldLeakNothingWhenItCannotListen() {
        for (long n = 1; n <= 8; n++) {
            var network = new SimNetwork(1, Weather.calm());
            Reactor reactor = open(network);
            network.failAt(n);
            try {
                reactor.listen(options(), connection -> (c, data) -> {});
            } catch (ListenException e) {
                assertThat(network.descriptors()).as("call %d", n).isZero();
            }
            end(reactor);
            assertThat(network.descriptors()).as("call %d", n).isZero();
            assertThat(network.keyCount()).as("call %d", n).isZero();
        }
    }

    private static Reactor open(SimNetwork network) {
        return Reactor.open(ReactorOptions.builder()
                .provider(network)
                .clock(network.clock())
                .errorHandler((connection, failure) -> {})
                .maxQueued(1 << 20)
                .readBuffer(1 << 10)
                .maxConnections(100)
                .build());
    }

    private static ListenerOptions options() {
        return ListenerOptions.builder()
                .hosts(List.of("127.0.0.1"))
                .maxReadBuffer(8 << 10)
                .policy(SlowPeerPolicy.pauseInput(4 << 10, Duration.ofSeconds(30)))
                .sendBuffer(4 << 10)
                .receiveBuffer(4 << 10)
                .build();
    }

    private static void end(Reactor reactor) {
        reactor.shutdown(Duration.ofSeconds(1));
        for (int turns = 0; reactor.runOnce(); turns++) assertThat(turns).isLessThan(10_000);
    }

    /** Some peers that send, end their output and read all that comes back. */
    private static final class Script implements ConnectionHandler {
        private final SimNetwork network = new SimNetwork(1, Weather.calm());
        private final Reactor reactor = open(network);
        private final List<Client> clients = new ArrayList<>();
        private final long failAt;
        private long operationsBefore;
        private int lost;

        Script(long failAt) {
            this.failAt = failAt;
        }

        void run() throws ListenException {
            InetSocketAddress server = (InetSocketAddress)
                    reactor.listen(options(), connection -> this).addresses().get(0);
            operationsBefore = network.operations();
            if (failAt > 0) network.failAt(failAt);
            for (int i = 0; i < PEERS; i++) clients.add(new Client(network, i, server));
            network.at(20 * SECOND, () -> FOREIGN.run(() -> reactor.shutdown(Duration.ofSeconds(5))));
            for (int turns = 0; reactor.runOnce(); turns++) assertThat(turns).isLessThan(10_000);
            network.pass(10 * SECOND);
            assertThat(network.failure()).as("call %d", failAt).isNull();
            assertThat(network.descriptors()).as("descriptors, call %d", failAt).isZero();
            assertThat(network.keyCount()).as("keys, call %d", failAt).isZero();
            for (Metric gauge : List.of(Metric.OPEN, Metric.LINGERING, Metric.BYTES_QUEUED, Metric.POOL_USED))
                assertThat(reactor.snapshot().get(gauge))
                        .as("%s, call %d", gauge, failAt)
                        .isZero();
        }

        long served() {
            return clients.stream().filter(client -> client.received == LENGTH).count();
        }

        @Override
        public void onOpen(Connection connection) {
            connection.attach(0);
        }

        @Override
        public void onData(Connection connection, ByteBuffer data) {
            int echoed = (Integer) connection.attachment() + connection.writeSome(data);
            connection.attach(echoed);
            // Some are told that this was all before they have said so themselves.
            boolean isOdd = ((InetSocketAddress) connection.remoteAddress()).getPort() % 2 == 1;
            if (isOdd && echoed == LENGTH) connection.endOutput();
        }

        @Override
        public void onEndOfInput(Connection connection, ByteBuffer rest) {
            onData(connection, rest);
            if (!rest.hasRemaining()) connection.close(CloseReason.END_OF_INPUT);
        }

        @Override
        public void onClosed(Connection connection, CloseReason reason) {
            if (reason != CloseReason.END_OF_INPUT) lost++;
        }
    }

    private static final class Client {
        private final SimNetwork network;
        private final SimSocket socket;
        private final int number;
        private final ByteBuffer rest;
        private int received;
        private boolean isOver;

        Client(SimNetwork network, int number, InetSocketAddress server) {
            this.network = network;
            this.number = number;
            this.rest = ByteBuffer.allocate(LENGTH);
            Content.fill(rest, number, 0, LENGTH);
            rest.flip();
            socket = network.connect(new InetSocketAddress(server.getAddress(), 20_000 + number), server);
            socket.watch(() -> network.in(0, this::act));
            if (number == SLOW) network.at(3 * SECOND, this::act);
        }

        private void act() {
            if (isOver || !socket.isEstablished()) return;
            try {
                if (rest.hasRemaining() && socket.write(rest, rest.remaining()) > 0 && !rest.hasRemaining())
                    socket.shutdownOutput();
                if (number == SLOW && network.clock().elapsed() < 3 * SECOND) return;
                ByteBuffer got = ByteBuffer.allocate(LENGTH);
                int n = socket.read(got, LENGTH);
                if (n > 0) {
                    assertThat(Content.firstWrong(got.flip(), 0, n, number, received))
                            .isEqualTo(-1);
                    received += n;
                }
                if (n >= 0) return;
            } catch (IOException e) {
                // It was reset.
            }
            isOver = true;
            socket.close();
        }
    }
}
