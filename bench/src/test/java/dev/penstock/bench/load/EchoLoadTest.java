package dev.penstock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.Listener;
import dev.penstock.ListenerOptions;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class EchoLoadTest {
    private static final Duration MEASURED = Duration.ofMillis(500);

    @Test
    void shouldCountEveryReplyOfAClosedLoop() throws Exception {
        LoadReport report = load(Connection::writeSome, 1000, 0);
        assertThat(report.errors()).isZero();
        assertThat(report.latencies().getTotalCount()).isGreaterThan(1000);
    }

    @Test
    void shouldKeepTheRateOfAnOpenLoop() throws Exception {
        LoadReport report = load(Connection::writeSome, 64, 2000);
        assertThat(report.errors()).isZero();
        assertThat(report.latencies().getTotalCount()).isEqualTo(1000);
        assertThat(report.busy()).isBetween(0.0, 1.0);
    }

    @Test
    void shouldNoticeAWrongByte() throws Exception {
        ConnectionHandler garbling = (connection, data) -> {
            ByteBuffer wrong = ByteBuffer.allocateDirect(data.remaining());
            while (data.hasRemaining()) wrong.put((byte) (data.get() ^ 1));
            connection.writeSome(wrong.flip());
        };
        assertThat(load(garbling, 64, 0).verifyErrors()).isEqualTo(5);
    }

    @Test
    void shouldCountWhatIsNeverAnswered() throws Exception {
        ConnectionHandler silent = (connection, data) -> data.position(data.limit());
        LoadReport report = load(silent, 64, 0);
        assertThat(report.unanswered()).isEqualTo(5 * 4);
        assertThat(report.latencies().getTotalCount()).isZero();
    }

    @Test
    void shouldCountWhoIsCutOff() throws Exception {
        ConnectionHandler hostile = (connection, data) -> connection.abort(CloseReason.CLOSED_BY_SERVER);
        // Whether the reset is met while sending or while receiving is up to the moment.
        LoadReport report = load(hostile, 64, 0);
        assertThat(report.sendErrors() + report.receiveErrors()).isEqualTo(5);
    }

    @Test
    void shouldCountWhoCannotConnect() throws Exception {
        InetSocketAddress nobody;
        try (var closed = new ServerSocket(0)) {
            nobody = new InetSocketAddress("127.0.0.1", closed.getLocalPort());
        }
        var load = new EchoLoad(nobody, 5, 64, 4, 0, Duration.ZERO, MEASURED);
        assertThat(load.run().connectErrors()).isEqualTo(5);
    }

    private static LoadReport load(ConnectionHandler handler, int size, int rate) throws Exception {
        try (Reactor reactor = Reactor.open(ReactorOptions.defaults())) {
            Listener listener = reactor.listen(
                    ListenerOptions.builder().lingerTimeout(Duration.ZERO).build(), connection -> handler);
            reactor.start();
            int port = ((InetSocketAddress) listener.addresses().get(0)).getPort();
            var address = new InetSocketAddress("127.0.0.1", port);
            return new EchoLoad(address, 5, size, 4, rate, Duration.ofMillis(100), MEASURED).run();
        }
    }
}
