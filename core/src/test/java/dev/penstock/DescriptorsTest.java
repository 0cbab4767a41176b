package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** The descriptor of who is gone, or never got in, is free again, and soon. */
@Timeout(30)
@Isolated
final class DescriptorsTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int PEERS = 50;

    @BeforeEach
    void needsTheSystemsList() {
        assumeTrue(Files.isDirectory(DESCRIPTORS));
    }

    /** The sockets this process has open, each by the kernel's name for it, which is never used again so soon. */
    private static Set<String> sockets() {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> links = Files.list(DESCRIPTORS)) {
            for (Path link : links.toList()) {
                try {
                    String target = Files.readSymbolicLink(link).toString();
                    if (target.startsWith("socket:")) sockets.add(target);
                } catch (IOException e) {
                    // Closed in the meantime, as the list's own descriptor is.
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sockets;
    }

    private static int openedSince(Set<String> before) {
        Set<String> opened = sockets();
        opened.removeAll(before);
        return opened.size();
    }

    private static void abortAll(List<Connection> connections) {
        connections.forEach(connection -> connection.abort(CloseReason.CLOSED_BY_SERVER));
    }

    /** The JDK closes a registered channel's descriptor only with the selector's next round. */
    @Test
    void shouldFreeDescriptorsInTheTurnAfterTheClose() {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            Set<String> before = sockets();
            for (int i = 0; i < PEERS; i++) fixture.connect();
            assertThat(openedSince(before)).isEqualTo(2 * PEERS);
            abortAll(fixture.connections);
            fixture.step();
            assertThat(fixture.get(Metric.CLOSED)).isEqualTo(PEERS);
            fixture.step();
            assertThat(openedSince(before)).as("the clients' own").isEqualTo(PEERS);
        }
    }

    /** Nothing else happens: the loop must not fall asleep over descriptors that are still to be closed. */
    @Test
    void shouldFreeDescriptorsBeforeALoopThatHasNothingToDoWaits() {
        try (var fixture = new ReactorFixture(Connection::writeSome).start()) {
            Set<String> before = sockets();
            for (int i = 0; i < PEERS; i++) fixture.connect();
            fixture.reactor.execute(() -> abortAll(fixture.connections));
            fixture.until(() -> openedSince(before) == PEERS);
        }
    }

    @Test
    void shouldNotLeakThePeerWhoseHandlerCannotBeMade() {
        boolean[] isBroken = {true};
        try (var fixture = new ReactorFixture(options -> {}, options -> {}, connection -> {
            if (isBroken[0]) throw new IllegalStateException("a factory, on purpose");
            return Connection::writeSome;
        })) {
            Set<String> before = sockets();
            for (int i = 0; i < PEERS; i++) {
                TestClient client = fixture.connect();
                fixture.until(client::hasEnded);
            }
            fixture.step();
            assertThat(openedSince(before)).as("the clients' own").isEqualTo(PEERS);
            assertThat(fixture.closed(CloseReason.HANDLER_FAILED)).isEqualTo(PEERS);
            assertThat(fixture.takeErrors()).hasSize(PEERS);
            isBroken[0] = false;
            shouldServe(fixture);
        }
    }

    /** The JDK closes an accepted channel on an exception of its own, but not on an error, and not on one of ours. */
    @Test
    void shouldNotLeakThePeerThatCannotBeSetUp() {
        var network = new WatchedNetwork();
        try (var fixture = new ReactorFixture(
                options -> options.provider(network).maxConnectionsPerAddress(1),
                options -> {},
                connection -> Connection::writeSome)) {
            Set<String> before = sockets();
            network.registrationFailure = new OutOfMemoryError("on purpose");
            for (int i = 0; i < PEERS; i++) {
                TestClient client = fixture.connectOnly(TestClient.DEFAULT_BUFFER);
                fixture.until(client::hasEnded);
            }
            network.registrationFailure = null;
            assertThat(openedSince(before)).as("the clients' own").isEqualTo(PEERS);
            assertThat(fixture.get(Metric.ACCEPT_FAILURES)).isEqualTo(PEERS);
            assertThat(fixture.takeErrors()).hasSize(PEERS);
            shouldServe(fixture); // none of them counts against its address any more
        }
    }

    /** Whatever becomes of those who connect: refused, called off, not to be watched, or standing and then aborted. */
    @Test
    void shouldNotLeakThoseThatNeverConnect() {
        var network = new WatchedNetwork();
        var notes = new ConnectNotes();
        try (var fixture = new ReactorFixture(
                options -> options.provider(network), options -> {}, connection -> Connection::writeSome)) {
            Set<String> before = sockets();
            var nobody = new InetSocketAddress("127.0.0.1", FreePort.find());
            for (int i = 0; i < PEERS; i++) {
                fixture.reactor.connect(nobody, ConnectOptions.defaults(), notes, notes);
                fixture.reactor
                        .connect(nobody, ConnectOptions.defaults(), notes, notes)
                        .cancel();
                network.registrationFailure = new OutOfMemoryError("on purpose");
                fixture.reactor.connect(nobody, ConnectOptions.defaults(), notes, notes);
                network.registrationFailure = null;
            }
            fixture.until(() -> notes.failures.size() == 2 * PEERS);
            fixture.step();
            assertThat(openedSince(before)).isZero();
            fixture.reactor.connect(fixture.address(), ConnectOptions.defaults(), notes, notes);
            fixture.until(() -> fixture.get(Metric.OPEN) == 2);
            notes.opened.get(0).abort(CloseReason.CLOSED_BY_CLIENT);
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
            fixture.takeErrors();
            fixture.step();
            assertThat(openedSince(before)).isZero();
        }
    }

    @Test
    void shouldFreeTheDescriptorsOfEndpoints() throws IOException {
        var network = new WatchedNetwork();
        try (var fixture = new ReactorFixture(
                options -> options.provider(network), options -> {}, connection -> Connection::writeSome)) {
            Set<String> before = sockets();
            var options = DatagramOptions.builder().build();
            DatagramHandler nothing = (endpoint, sender, data) -> {};
            fixture.reactor.bindDatagram(options, nothing).close();
            network.registrationFailure = new OutOfMemoryError("on purpose");
            fixture.reactor.bindDatagram(options, nothing);
            fixture.step();
            fixture.step();
            assertThat(fixture.takeErrors()).hasSize(1);
            assertThat(openedSince(before)).isZero();
        }
    }

    private static void shouldServe(ReactorFixture fixture) {
        TestClient client = fixture.connect();
        client.send("x");
        fixture.until(() -> client.receivedCount() == 1);
    }
}
