package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.ConnectFailure.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connects that are called off, outlived by a shutdown, or reset before anybody knows that they stand. */
@Timeout(30)
final class ConnectEndTest {
    private final ConnectNotes notes = new ConnectNotes();

    private Cancellable connect(ReactorFixture fixture) {
        return fixture.reactor.connect(fixture.address(), ConnectOptions.defaults(), notes, notes);
    }

    @Test
    void shouldTellNothingOfAConnectThatWasCalledOff() {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            Cancellable connect = connect(fixture);
            connect.cancel();
            assertThat(fixture.get(Metric.CONNECTING)).isZero();
            connect.cancel();
            fixture.clock.advance(Duration.ofMinutes(1));
            fixture.settle();
            assertThat(notes.isTold()).isFalse();
            assertThat(fixture.get(Metric.CONNECTED) + fixture.get(Metric.CONNECT_FAILURES))
                    .isZero();
        }
    }

    /** It stands already, or has failed, and only was not told yet. */
    @Test
    void shouldCallOffWhatIsAlreadyDecided(@TempDir Path folder) {
        Path file = folder.resolve("socket");
        try (var fixture =
                new ReactorFixture(options -> options.hosts(List.of()).unixPath(file), Connection::writeSome)) {
            var missing = UnixDomainSocketAddress.of(folder.resolve("missing"));
            fixture.reactor
                    .connect(missing, ConnectOptions.defaults(), notes, notes)
                    .cancel();
            connect(fixture).cancel();
            fixture.settle();
            assertThat(notes.isTold()).isFalse();
            assertThat(fixture.connections).as("seen by the server, and gone").hasSize(1);
            fixture.until(() -> fixture.get(Metric.OPEN) == 0);
        }
    }

    @Test
    void shouldLeaveAConnectionAloneThatStands() {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            Cancellable connect = connect(fixture);
            fixture.until(() -> fixture.get(Metric.ACCEPTED) == 1 && notes.isTold());
            connect.cancel();
            fixture.clock.advance(Duration.ofMinutes(1)); // nor is there a timeout left
            fixture.settle();
            assertThat(notes.ends).isEmpty();
        }
    }

    @Test
    void shouldGiveUpWhatIsOnItsWayWhenItShutsDownAndReportIt() throws IOException {
        var fixture = new ReactorFixture(Connection::writeSome);
        try (ServerSocketChannel full = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0), 1)) {
            for (int i = 0; i < 5; i++)
                fixture.reactor.connect(full.getLocalAddress(), ConnectOptions.defaults(), notes, notes);
            fixture.settle();
            int opened = notes.opened.size();
            assertThat(fixture.get(Metric.CONNECTING)).isEqualTo(5 - opened).isPositive();
            var report = fixture.reactor.shutdown(Duration.ofSeconds(1));
            fixture.close();
            assertThat(notes.failures).hasSize(5 - opened).allMatch(failure -> failure.problem() == Problem.SHUTDOWN);
            assertThat(report.join().connecting()).isEqualTo(5 - opened);
            assertThat(report.join().connections()).isEqualTo(opened);
        }
    }

    /** Whoever tries again whenever it fails must not keep the reactor from ending. */
    @Test
    void shouldEndAlthoughSomebodyTriesForEver(@TempDir Path folder) {
        var fixture = new ReactorFixture(Connection::writeSome);
        var stubborn = new ConnectNotes() {
            void go() {
                fixture.reactor.connect(
                        UnixDomainSocketAddress.of(folder.resolve("missing")), ConnectOptions.defaults(), this, this);
            }

            @Override
            public void accept(ConnectFailure failure) {
                super.accept(failure);
                go();
            }
        };
        stubborn.go();
        fixture.reactor.shutdown(Duration.ofSeconds(1));
        while (fixture.reactor.runOnce(Duration.ZERO)) fixture.clock.advance(Duration.ofMillis(100));
        assertThat(stubborn.failures.get(0).problem()).isEqualTo(Problem.REFUSED);
        assertThat(stubborn.failures.subList(1, stubborn.failures.size()))
                .isNotEmpty()
                .allMatch(failure -> failure.problem() == Problem.SHUTDOWN);
        assertThat(fixture.takeErrors()).singleElement().isInstanceOf(RejectedExecutionException.class);
        fixture.close();
    }

    /** The server takes it off its backlog and resets it before our loop has had a turn. */
    @Test
    void shouldHearOfAResetDuringTheConnect() throws IOException {
        try (var fixture = new ReactorFixture(Connection::writeSome);
                ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
            fixture.reactor.connect(server.getLocalAddress(), ConnectOptions.defaults(), notes, notes);
            try (SocketChannel accepted = server.accept()) {
                accepted.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            fixture.until(() -> !notes.failures.isEmpty() || !notes.ends.isEmpty());
            // Which of the two depends on whether the system still tells that it once stood.
            if (notes.opened.isEmpty())
                assertThat(notes.failures.get(0).problem()).isEqualTo(Problem.RESET);
            else assertThat(notes.ends).containsExactly(CloseReason.CONNECTION_RESET);
            fixture.takeErrors();
        }
    }

    /** A server that answers and ends without having read all: its kernel resets the connection behind the answer. */
    @Test
    void shouldHearTheAnswerThatCameBeforeAReset() throws IOException {
        try (var fixture = new ReactorFixture(Connection::writeSome);
                ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
            fixture.reactor.connect(server.getLocalAddress(), ConnectOptions.defaults(), notes, notes);
            try (SocketChannel accepted = server.accept()) {
                fixture.until(() -> !notes.opened.isEmpty());
                Connection connection = notes.opened.get(0);
                ByteBuffer much = ByteBuffer.allocateDirect(32 << 20);
                connection.pushSome(much);
                fixture.settle();
                accepted.write(ByteBuffer.wrap(new byte[] {'n', 'o'}));
            }
            fixture.until(() -> !notes.ends.isEmpty());
            assertThat(notes.received).hasToString("no");
            assertThat(notes.ends).containsExactly(CloseReason.CONNECTION_RESET);
            assertThat(fixture.takeErrors()).isNotEmpty();
        }
    }
}
