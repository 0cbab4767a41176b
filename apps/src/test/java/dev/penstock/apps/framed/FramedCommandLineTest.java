package dev.penstock.apps.framed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.Penstock;
import dev.penstock.apps.ServerProcess;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user types and what the process says. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
final class FramedCommandLineTest {
    @Test
    void shouldSayWhereItListensAndStopInOrder() throws Exception {
        try (var server = ServerProcess.start(Penstock.class, "framed", "--port", "0");
                var peer = new FramedPeer(server)) {
            int port = server.port();
            assertThat(server.readyLine())
                    .isEqualTo("framed server listening on 127.0.0.1:" + port + ", [::1]:" + port);
            peer.send(FramedPeer.frame(new byte[3]));
            peer.expect(new byte[3]);
            server.signal("TERM");
            peer.expectEnd();
            peer.endInput();
            assertThat(server.awaitExit()).isZero();
            assertThat(server.errors())
                    .isEqualTo(
                            "stopped: 1 connections, 0 bytes handed to the kernel while draining, 0 bytes dropped\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--hard-limit 4096|--hard-limit (4096) must hold a maximal frame: at least 1000004;",
                "--max-frame 4m|--hard-limit (4194304) must hold a maximal frame: at least 4194308;",
                "--max-frame 0|--max-frame must be 1 to 1073741816, not 0",
                "--max-frame 5g|--max-frame must be at most 1g",
                "--max-frame -1|'-1' is not a size",
                "--max-frame 150m --hard-limit 160m --max-queued 256m|the longest frame (157286404) is too much for --max-queued",
                "--frame-timeout 5|'5' is not a duration",
                "--min-frame-rate 2g|--min-frame-rate must be at most 1g",
                "--soft-limit 256k|Unknown option",
                "--soft-time 10s|Unknown option"
            })
    void shouldRefuseAWrongOptionInOneLine(String args, String expected) throws Exception {
        assertThat(ServerProcess.refusal(2, FramedServer.class, args.split(" ")))
                .startsWith("framed-server: ")
                .contains(expected);
    }

    @Test
    void shouldHoldAFrameThatJustFitsTheHardLimit() throws Exception {
        try (var server = ServerProcess.start(
                        FramedServer.class, "--port", "0", "--max-frame", "96", "--hard-limit", "100");
                var peer = new FramedPeer(server)) {
            peer.send(FramedPeer.frame(new byte[96]));
            peer.expect(new byte[96]);
        }
    }

    @Test
    void shouldTellItsDefaults() throws Exception {
        String help = ServerProcess.help(FramedServer.class);
        assertThat(help)
                .contains("Usage: framed-server")
                .containsSubsequence("--max-frame=SIZE", "Default: 1000000")
                .containsSubsequence("--frame-timeout=DURATION", "Default: 30s")
                .containsSubsequence("--port=N", "Default: 7879.")
                .containsSubsequence("--hard-limit=SIZE", "Default: 4m");
    }

    @Test
    void shouldListenOnASocketFile(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("framed.sock");
        try (var server = ServerProcess.start(FramedServer.class, "--unix", path.toString())) {
            assertThat(server.readyLine()).isEqualTo("framed server listening on unix:" + path);
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(path));
                channel.write(ByteBuffer.wrap(FramedPeer.frame("hi".getBytes())));
                channel.shutdownOutput();
                ByteBuffer back = ByteBuffer.allocate(10);
                while (channel.read(back) >= 0) {}
                assertThat(new String(back.array(), 0, back.position())).isEqualTo("\0\0\0\2hi");
            }
        }
    }
}
