package dev.penstock.apps.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the process ends. */
@Timeout(60)
final class EchoSignalsTest {
    private static final Pattern STOPPED = Pattern.compile(
            "stopped: (\\d+) connections, (\\d+) bytes handed to the kernel while draining, (\\d+) bytes dropped\n$");

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void shouldStopInOrderOnASignal(String signal) throws Exception {
        try (var server = ServerProcess.start(EchoServer.class, "--port", "0");
                Socket socket = server.connect()) {
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).isEqualTo('x');
            server.signal(signal);
            assertThat(socket.getInputStream().read()).as("an orderly end").isEqualTo(-1);
            socket.shutdownOutput();
            assertThat(server.awaitExit()).isZero();
            assertThat(server.errors())
                    .isEqualTo(
                            "stopped: 1 connections, 0 bytes handed to the kernel while draining, 0 bytes dropped\n");
        }
    }

    @Test
    void shouldDeliverWhatIsQueuedBeforeItEnds() throws Exception {
        try (var server = ServerProcess.start(EchoServer.class, "--port", "0", "--hard-limit", "16m");
                SocketChannel peer = connectWithSmallBuffer(server)) {
            long sent = sendUntilBlocked(peer);
            server.signal("TERM");
            // All that was read is answered, up to an orderly end; what was still on its way is not.
            assertThat(drain(peer)).isBetween(16L << 20, sent);
            assertThat(server.awaitExit()).isZero();
            Matcher report = report(server);
            assertThat(Long.parseLong(report.group(2))).isPositive();
            assertThat(report.group(3)).isEqualTo("0");
        }
    }

    @Test
    void shouldSayWhenBytesWereDropped() throws Exception {
        try (var server = ServerProcess.start(EchoServer.class, "--port", "0", "--drain-timeout", "300ms");
                SocketChannel peer = connectWithSmallBuffer(server)) {
            sendUntilBlocked(peer);
            server.signal("TERM");
            assertThat(server.awaitExit()).isEqualTo(3);
            Matcher report = report(server);
            assertThat(report.group(1)).isEqualTo("1");
            assertThat(Long.parseLong(report.group(3))).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143", "HUP,129"})
    void shouldEndAtOnceOnASecondSignal(String signal, int status) throws Exception {
        try (var server = ServerProcess.start(EchoServer.class, "--port", "0", "--drain-timeout", "1h");
                SocketChannel peer = connectWithSmallBuffer(server)) {
            sendUntilBlocked(peer);
            server.signal("TERM");
            awaitRefused(server);
            assertThat(server.isAlive()).isTrue();
            server.signal(signal);
            assertThat(server.awaitExit()).isEqualTo(status);
        }
    }

    @Test
    void shouldListenOnTheSamePortAgainAtOnce() throws Exception {
        int port = freePort();
        try (var server = ServerProcess.start(EchoServer.class, "--port", "" + port);
                Socket socket = server.connect()) {
            server.signal("TERM");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            socket.shutdownOutput();
            assertThat(server.awaitExit()).isZero();
        }
        try (var server = ServerProcess.start(EchoServer.class, "--port", "" + port)) {
            assertThat(server.port()).isEqualTo(port);
        }
    }

    /** Not one of those that the kernel gives to whoever asks for any: nobody else takes it in between. */
    private static int freePort() throws IOException {
        while (true) {
            try (var socket = new ServerSocket(ThreadLocalRandom.current().nextInt(10_000, 30_000))) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // Another, then.
            }
        }
    }

    private static Matcher report(ServerProcess server) throws IOException {
        Matcher matcher = STOPPED.matcher(server.errors());
        assertThat(matcher.find()).as(server.errors()).isTrue();
        return matcher;
    }

    private static SocketChannel connectWithSmallBuffer(ServerProcess server) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        channel.connect(new InetSocketAddress("127.0.0.1", server.port()));
        return channel;
    }

    /** Sends, without reading, until the server has taken nothing for a while: it has stopped reading this peer. */
    private static long sendUntilBlocked(SocketChannel peer) throws IOException {
        peer.configureBlocking(false);
        long[] sent = {0};
        int[] quiet = {0}; // a busy machine may not have come to take what was sent a moment ago
        var block = ByteBuffer.allocateDirect(64 << 10);
        Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> {
            long before = sent[0];
            for (int n; (n = peer.write(block.clear())) > 0; ) sent[0] += n;
            quiet[0] = sent[0] == before ? quiet[0] + 1 : 0;
            return quiet[0] == 6;
        });
        peer.configureBlocking(true);
        return sent[0];
    }

    /** Ends the input and reads all that comes back. */
    private static long drain(SocketChannel peer) throws IOException {
        peer.shutdownOutput();
        var block = ByteBuffer.allocateDirect(64 << 10);
        long got = 0;
        for (int n; (n = peer.read(block.clear())) >= 0; ) got += n;
        return got;
    }

    private static void awaitRefused(ServerProcess server) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            try {
                server.connect().close();
                return false;
            } catch (ConnectException e) {
                return true;
            }
        });
    }
}
