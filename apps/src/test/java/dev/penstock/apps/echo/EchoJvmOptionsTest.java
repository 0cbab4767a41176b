package dev.penstock.apps.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.penstock.apps.ServerProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a JVM that was told to withhold something. */
@Timeout(60)
final class EchoJvmOptionsTest {
    private static final int BLOCK = 64 << 10;

    @Test
    void shouldServeAStallingPeerWhereUnsafeMemoryAccessIsDenied() throws Exception {
        assumeTrue(Runtime.version().feature() >= 23, "the option is not known before");
        try (var server = ServerProcess.startWithJvmOptions(
                        List.of("--sun-misc-unsafe-memory-access=deny"), EchoServer.class, "--port", "0");
                SocketChannel peer = SocketChannel.open();
                Socket neighbour = server.connect()) {
            peer.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            peer.connect(new InetSocketAddress("127.0.0.1", server.port()));
            long sent = sendUntilBlocked(peer);
            assertThat(sent).as("with a full queue").isGreaterThan(1 << 20);
            assertThat(echo(neighbour, "hello")).isEqualTo("hello");
            peer.shutdownOutput();
            assertThat(readToEnd(peer)).isEqualTo(sent);
            neighbour.shutdownOutput();
            assertThat(neighbour.getInputStream().read()).isEqualTo(-1);
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.errors())
                    .as("neither a warning nor a failure")
                    .startsWith("stopped: ")
                    .hasLineCount(1);
        }
    }

    /** Signals are the system's then: TERM ends the process without a word, and that is what was asked for. */
    @Test
    void shouldServeAndEndWithoutAStackTraceWhereSignalsAreLeftAlone() throws Exception {
        try (var server = ServerProcess.startWithJvmOptions(List.of("-Xrs"), EchoServer.class, "--port", "0");
                Socket socket = server.connect()) {
            assertThat(echo(socket, "hello")).isEqualTo("hello");
            server.signal("TERM");
            assertThat(server.awaitExit()).isEqualTo(143);
            assertThat(server.errors()).isEmpty();
        }
    }

    /** Sends, without reading, until the server has stopped reading this peer. */
    private static long sendUntilBlocked(SocketChannel peer) throws IOException {
        peer.configureBlocking(false);
        long[] sent = {0};
        var block = ByteBuffer.allocateDirect(BLOCK);
        Awaitility.await().pollInterval(Duration.ofMillis(300)).until(() -> {
            long before = sent[0];
            for (int n; (n = peer.write(block.clear())) > 0; ) sent[0] += n;
            return sent[0] == before && sent[0] > 0;
        });
        peer.configureBlocking(true);
        return sent[0];
    }

    private static long readToEnd(SocketChannel peer) throws IOException {
        var block = ByteBuffer.allocateDirect(BLOCK);
        long got = 0;
        for (int n; (n = peer.read(block.clear())) >= 0; ) got += n;
        return got;
    }

    private static String echo(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes());
        return new String(socket.getInputStream().readNBytes(text.length()));
    }
}
