package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.ConnectFailure.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Outgoing connections that never stand: the cause is told, once and later, and nothing is left of them. */
@Timeout(30)
final class ConnectFailureTest {
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress("127.0.0.1", 0);

    private final ConnectNotes notes = new ConnectNotes();

    private static InetSocketAddress nobody() {
        return new InetSocketAddress("127.0.0.1", FreePort.find());
    }

    private ConnectFailure failureOf(ReactorFixture fixture, SocketAddress remote, ConnectOptions options) {
        var own = new ConnectNotes();
        fixture.reactor.connect(remote, options, own, own);
        assertThat(own.isTold()).as("told within the call").isFalse();
        fixture.until(own::isTold);
        fixture.step();
        assertThat(own.opened).isEmpty();
        assertThat(own.failures).hasSize(1);
        assertThat(own.failures.get(0).remote()).isEqualTo(remote);
        assertThat(own.failures.get(0).message()).doesNotContain("\n");
        return own.failures.get(0);
    }

    private static ConnectOptions from(SocketAddress local) {
        return ConnectOptions.builder().localAddress(local).build();
    }

    @Test
    void shouldTellThatNobodyListens() {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            InetSocketAddress nobody = nobody();
            ConnectFailure failure = failureOf(fixture, nobody, ConnectOptions.defaults());
            assertThat(failure.problem()).isEqualTo(Problem.REFUSED);
            assertThat(failure.message())
                    .isEqualTo("cannot connect to 127.0.0.1:" + nobody.getPort() + ": Connection refused");
            assertThat(failure.cause()).isInstanceOf(IOException.class);
            assertThat(fixture.get(Metric.CONNECT_FAILURES)).isEqualTo(1);
            assertThat(fixture.get(Metric.CONNECTED)).isZero();
        }
    }

    /** Asked from the very port that it asks for, the system connects a socket to itself. */
    @Test
    void shouldNotTakeItselfForThePeer() {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            InetSocketAddress nobody = nobody();
            assertThat(failureOf(fixture, nobody, from(nobody)).problem()).isEqualTo(Problem.REFUSED);
        }
    }

    @Test
    void shouldTellOfSocketFilesWithoutAServer(@TempDir Path folder) throws IOException {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            var missing = UnixDomainSocketAddress.of(folder.resolve("missing"));
            assertThat(failureOf(fixture, missing, ConnectOptions.defaults()).problem())
                    .isEqualTo(Problem.REFUSED);
            var stale = UnixDomainSocketAddress.of(folder.resolve("stale"));
            ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(stale).close();
            assertThat(failureOf(fixture, stale, ConnectOptions.defaults()).problem())
                    .isEqualTo(Problem.REFUSED);
        }
    }

    @Test
    void shouldTellThatASocketFilesBacklogIsFull(@TempDir Path folder) throws IOException {
        var address = UnixDomainSocketAddress.of(folder.resolve("busy"));
        try (var fixture = new ReactorFixture(Connection::writeSome);
                ServerSocketChannel server =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address, 1)) {
            assertThat(server.isOpen()).isTrue();
            for (int i = 0; i < 3; i++) fixture.reactor.connect(address, ConnectOptions.defaults(), notes, notes);
            fixture.until(() -> !notes.failures.isEmpty());
            assertThat(notes.failures.get(0).problem()).isEqualTo(Problem.BUSY);
        }
    }

    /** Linux answers nobody whom a full backlog has no place for. */
    @Test
    void shouldGiveUpAtTheTimeoutAndNotBefore() throws IOException {
        try (var fixture = new ReactorFixture(Connection::writeSome);
                ServerSocketChannel full = ServerSocketChannel.open().bind(LOOPBACK, 1)) {
            List<SocketChannel> crowd = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                SocketChannel one = SocketChannel.open();
                one.configureBlocking(false);
                one.connect(full.getLocalAddress());
                crowd.add(one);
            }
            var options = ConnectOptions.builder().connectTimeout(Duration.ofSeconds(3));
            fixture.reactor.connect(full.getLocalAddress(), options.build(), notes, notes);
            fixture.clock.advance(Duration.ofMillis(2990));
            for (int i = 0; i < 10; i++) fixture.step();
            assertThat(notes.isTold()).isFalse();
            fixture.clock.advance(Duration.ofMillis(20));
            fixture.step();
            assertThat(notes.failures).hasSize(1);
            assertThat(notes.failures.get(0).problem()).isEqualTo(Problem.TIMED_OUT);
            assertThat(notes.failures.get(0).message()).endsWith("no answer within 3000 ms");
            for (SocketChannel one : crowd) one.close();
        }
    }

    @Test
    void shouldTellWhatIsWrongWithTheLocalAddress() {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            assertThat(failureOf(fixture, fixture.address(), from(fixture.address()))
                            .problem())
                    .isEqualTo(Problem.LOCAL_IN_USE);
            var documentation = new InetSocketAddress("192.0.2.1", 0);
            ConnectFailure foreign = failureOf(fixture, fixture.address(), from(documentation));
            assertThat(foreign.problem()).isEqualTo(Problem.NOT_LOCAL);
            assertThat(foreign.message()).contains("from 192.0.2.1:0");
            var v6 = new InetSocketAddress("::1", 0);
            assertThat(failureOf(fixture, fixture.address(), from(v6)).problem())
                    .isEqualTo(Problem.NOT_LOCAL);
        }
    }

    @Test
    void shouldTellThatTheHostIsUnknown() {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            var unknown = InetSocketAddress.createUnresolved("nosuch.invalid", 7);
            ConnectFailure failure = failureOf(fixture, unknown, ConnectOptions.defaults());
            assertThat(failure.problem()).isEqualTo(Problem.UNKNOWN_HOST);
            assertThat(failure.message()).isEqualTo("cannot connect to nosuch.invalid:7: unknown host");
        }
    }

    @Test
    void shouldHoldTheLimitOfConnectionsInBothDirections() {
        try (var fixture = new ReactorFixture(
                options -> options.maxConnections(2), options -> {}, connection -> Connection::writeSome)) {
            fixture.connect();
            fixture.reactor.connect(fixture.address(), ConnectOptions.defaults(), notes, notes);
            assertThat(failureOf(fixture, fixture.address(), ConnectOptions.defaults())
                            .problem())
                    .isEqualTo(Problem.TOO_MANY);
            fixture.until(notes::isTold);
        }
    }

    /** The addresses of a name, one after the other, as a client tries them. */
    @Test
    void shouldLetTheNextAddressBeTriedFromTheFailureOfTheLast() {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            Queue<SocketAddress> addresses = new ArrayDeque<>(List.of(nobody(), nobody(), fixture.address()));
            var client = new ConnectNotes() {
                void next() {
                    fixture.reactor.connect(addresses.remove(), ConnectOptions.defaults(), this, this);
                }

                @Override
                public void accept(ConnectFailure failure) {
                    super.accept(failure);
                    next();
                }
            };
            client.next();
            fixture.until(() -> !client.opened.isEmpty());
            assertThat(client.failures).hasSize(2);
        }
    }

    @Test
    void shouldContainAListenerToFailuresThatThrows() {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            fixture.reactor.connect(nobody(), ConnectOptions.defaults(), notes, failure -> {
                throw new IllegalStateException("on purpose");
            });
            fixture.until(() -> fixture.get(Metric.HANDLER_FAILURES) == 1);
            assertThat(fixture.takeErrors()).singleElement().isInstanceOf(IllegalStateException.class);
        }
    }
}
