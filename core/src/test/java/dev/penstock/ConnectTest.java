package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Outgoing connections that come to stand, and are connections like any other then. */
@Timeout(30)
final class ConnectTest {
    private final ConnectNotes notes = new ConnectNotes();

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ConnectOptions from(SocketAddress local) {
        return ConnectOptions.builder().localAddress(local).build();
    }

    private void shouldBeAnswered(ReactorFixture fixture) {
        Connection connection = notes.opened.get(0);
        connection.write(bytes("hello"));
        fixture.until(() -> notes.received.length() == 5);
        assertThat(notes.received).hasToString("hello");
        connection.close();
        fixture.until(() -> !notes.ends.isEmpty());
        assertThat(notes.ends).containsExactly(CloseReason.CLOSED_BY_CLIENT);
        assertThat(notes.failures).isEmpty();
    }

    @Test
    void shouldConnectSpeakAndClose() {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            fixture.reactor.connect(fixture.address(), ConnectOptions.defaults(), notes, notes);
            assertThat(fixture.get(Metric.CONNECTING)).isEqualTo(1);
            fixture.until(notes::isTold);
            Connection connection = notes.opened.get(0);
            assertThat(connection.remoteAddress()).isEqualTo(fixture.address());
            assertThat(connection.peerName()).isEqualTo(AddressFormat.format(fixture.address()));
            assertThat(connection.localAddress())
                    .isEqualTo(fixture.connections.get(0).remoteAddress());
            shouldBeAnswered(fixture);
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
            assertThat(connection.localAddress()).isNull();
            assertThat(fixture.get(Metric.CONNECTED)).isEqualTo(1);
            assertThat(fixture.get(Metric.CONNECTING)).isZero();
        }
    }

    /** Over Unix it stands at once; yet nobody is called from within his own call. */
    @Test
    void shouldConnectToASocketFile(@TempDir Path folder) {
        Path file = folder.resolve("socket");
        try (var fixture =
                new ReactorFixture(options -> options.hosts(List.of()).unixPath(file), Connection::writeSome)) {
            fixture.reactor.connect(UnixDomainSocketAddress.of(file), ConnectOptions.defaults(), notes, notes);
            assertThat(notes.isTold()).isFalse();
            fixture.step();
            assertThat(notes.opened).hasSize(1);
            assertThat(notes.opened.get(0).peerName()).isEqualTo("unix:" + file);
            fixture.until(() -> fixture.get(Metric.ACCEPTED) == 1);
            shouldBeAnswered(fixture);
        }
    }

    @Test
    void shouldResetAUnixPeerThatItAborts(@TempDir Path folder) {
        Path file = folder.resolve("socket");
        try (var fixture =
                new ReactorFixture(options -> options.hosts(List.of()).unixPath(file), Connection::writeSome)) {
            fixture.reactor.connect(UnixDomainSocketAddress.of(file), ConnectOptions.defaults(), notes, notes);
            fixture.until(() -> fixture.get(Metric.ACCEPTED) == 1 && notes.isTold());
            notes.opened.get(0).abort(CloseReason.IDLE);
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
            assertThat(notes.ends).containsExactly(CloseReason.IDLE);
        }
    }

    @Test
    void shouldConnectFromTheAddressThatWasAskedFor() {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            var local = new InetSocketAddress("127.0.0.1", FreePort.find());
            fixture.reactor.connect(fixture.address(), from(local), notes, notes);
            fixture.until(() -> fixture.get(Metric.ACCEPTED) == 1 && notes.isTold());
            assertThat(notes.opened.get(0).localAddress()).isEqualTo(local);
            assertThat(fixture.connections.get(0).remoteAddress()).isEqualTo(local);
            shouldBeAnswered(fixture);
        }
    }

    @Test
    void shouldConnectFromAHandlerAndFromAnotherThread() {
        List<SocketAddress> next = new ArrayList<>();
        try (var fixture = new ReactorFixture((connection, data) -> {
            data.position(data.limit());
            connection.reactor().connect(next.get(0), ConnectOptions.defaults(), notes, notes);
        })) {
            next.add(fixture.address());
            fixture.start();
            fixture.connect().send("x");
            fixture.until(() -> fixture.get(Metric.CONNECTED) == 1);
            fixture.reactor.execute(
                    () -> fixture.reactor.connect(fixture.address(), ConnectOptions.defaults(), notes, notes));
            fixture.until(() -> fixture.get(Metric.CONNECTED) == 2 && fixture.get(Metric.ACCEPTED) == 3);
        }
    }

    /** What holds for accepted connections holds for these. */
    @Test
    void shouldKeepToItsOwnOptions() {
        var options = ConnectOptions.builder()
                .policy(SlowPeerPolicy.dropNewest(8 << 10, Duration.ofSeconds(30)))
                .idleTimeout(Duration.ofSeconds(7))
                .build();
        try (var fixture = new ReactorFixture((connection, data) -> {})) {
            fixture.reactor.connect(fixture.address(), options, notes, notes);
            fixture.until(() -> fixture.get(Metric.ACCEPTED) == 1 && notes.isTold());
            Connection connection = notes.opened.get(0);
            assertThatThrownBy(() -> connection.write(ByteBuffer.allocate((8 << 10) + 1)))
                    .isInstanceOf(IllegalArgumentException.class);
            fixture.clock.advance(Duration.ofSeconds(8));
            fixture.until(() -> !notes.ends.isEmpty());
            assertThat(notes.ends).containsExactly(CloseReason.IDLE);
        }
    }

    @Test
    void shouldRefuseOptionsThatDoNotFitTheBudget() {
        var tooMuch = ConnectOptions.builder()
                .policy(SlowPeerPolicy.pauseInput(1 << 30, Duration.ofSeconds(30)))
                .build();
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            assertThatThrownBy(() -> fixture.reactor.connect(fixture.address(), tooMuch, notes, notes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("hardLimit");
            assertThat(fixture.get(Metric.CONNECTING)).isZero();
        }
        assertThatThrownBy(() ->
                        ConnectOptions.builder().connectTimeout(Duration.ZERO).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connectTimeout");
    }

    @Test
    void shouldContainAHandlerThatThrows() {
        var failing = new ConnectNotes() {
            @Override
            public void onOpen(Connection connection) {
                throw new IllegalStateException("on purpose");
            }
        };
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            fixture.reactor.connect(fixture.address(), ConnectOptions.defaults(), failing, failing);
            fixture.until(() -> !failing.ends.isEmpty());
            assertThat(failing.ends).containsExactly(CloseReason.HANDLER_FAILED);
            assertThat(failing.failures).isEmpty();
            assertThat(fixture.takeErrors()).singleElement().isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void shouldRefuseToConnectOnceTheReactorHasEnded() {
        var fixture = new ReactorFixture(Connection::writeSome);
        fixture.close();
        assertThatThrownBy(() -> fixture.reactor.connect(fixture.address(), ConnectOptions.defaults(), notes, notes))
                .isInstanceOf(RejectedExecutionException.class);
    }
}
