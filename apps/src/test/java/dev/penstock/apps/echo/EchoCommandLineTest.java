package dev.penstock.apps.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.Penstock;
import dev.penstock.apps.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
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
final class EchoCommandLineTest {
    @Test
    void shouldSayWhereItListensOnOnePortForBothFamilies() throws Exception {
        try (var server = ServerProcess.start(EchoServer.class, "--port", "0")) {
            int port = server.port();
            assertThat(server.readyLine()).isEqualTo("echo server listening on 127.0.0.1:" + port + ", [::1]:" + port);
            for (String address : new String[] {"127.0.0.1", "::1"}) {
                try (Socket socket = new Socket(InetAddress.getByName(address), port)) {
                    assertThat(echo(socket, "over " + address)).isEqualTo("over " + address);
                }
            }
        }
    }

    @Test
    void shouldBeReachedThroughTheJarOfAllCommands() throws Exception {
        try (var server = ServerProcess.start(Penstock.class, "echo", "--port", "0");
                Socket socket = server.connect()) {
            assertThat(echo(socket, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void shouldNameAPortThatIsInUse() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThat(ServerProcess.refusal(1, EchoServer.class, "--port", "" + port))
                    .isEqualTo("echo-server: port " + port + " is in use; choose another with --port\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--bogus|Unknown option: '--bogus'",
                "--port x|'x' is not an int",
                "--port 70000|--port must be 0 to 65535, not 70000",
                "--hard-limit 1x|'1x' is not a size",
                "--hard-limit 0|--hard-limit must be at least 1",
                "--stall-timeout 30|'30' is not a duration",
                "--stall-timeout 0|--stall-timeout must be more than zero",
                "--max-queued 1g --hard-limit 1g|--hard-limit (1073741824)",
                "--max-queued 1000g|--max-queued must be",
                "--backlog 0|--backlog must be",
                "--max-connections 0|--max-connections must be at least 1",
                "--soft-limit 256k|Unknown option",
                "--unix=|--unix must name a file",
                "--log-level loud|'loud' is not a log level",
                "surplus|Unmatched argument"
            })
    void shouldRefuseAWrongOptionInOneLine(String args, String expected) throws Exception {
        assertThat(ServerProcess.refusal(2, EchoServer.class, args.split(" ")))
                .startsWith("echo-server: ")
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"--host=|host '' is unknown", "--host nosuch.invalid|host nosuch.invalid is unknown"})
    void shouldSayWhyItCannotStart(String args, String expected) throws Exception {
        assertThat(ServerProcess.refusal(1, Penstock.class, ("echo " + args).split(" ")))
                .isEqualTo("echo-server: " + expected + "; check --host\n");
    }

    @Test
    void shouldAskForACommand() throws Exception {
        assertThat(ServerProcess.refusal(2, Penstock.class)).startsWith("penstock: a command is missing: echo");
    }

    @Test
    void shouldListenOnASocketFileAndReplaceAStaleOne(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("echo.sock");
        try (var killed = ServerProcess.start(EchoServer.class, "--unix", path.toString())) {
            assertThat(killed.readyLine()).isEqualTo("echo server listening on unix:" + path);
            killed.signal("KILL");
            killed.awaitExit();
        }
        assertThat(path).as("left behind by the killed server").exists();
        try (var server = ServerProcess.start(EchoServer.class, "--unix", path.toString(), "--log-level", "info")) {
            assertThat(ServerProcess.refusal(1, EchoServer.class, "--unix", path.toString()))
                    .isEqualTo("echo-server: " + path + " is in use; choose another with --unix\n");
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(path));
                channel.write(ByteBuffer.wrap("hello".getBytes()));
                channel.shutdownOutput();
                ByteBuffer back = ByteBuffer.allocate(10);
                while (channel.read(back) >= 0) {}
                assertThat(back.flip().remaining()).isEqualTo(5);
            }
            await(() -> server.errors().contains("unix#2 left (end of input)"));
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertThat(path).doesNotExist();
        }
    }

    @Test
    void shouldNotTouchAFileThatIsNoSocket(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("precious"), "data");
        ServerProcess.refusal(1, EchoServer.class, "--unix", file.toString());
        assertThat(file).hasContent("data");
    }

    @Test
    void shouldPrintFiguresAtIntervals() throws Exception {
        try (var server = ServerProcess.start(EchoServer.class, "--port", "0", "--stats", "100ms");
                Socket socket = server.connect()) {
            echo(socket, "12345");
            await(() -> server.errors()
                    .lines()
                    .anyMatch(line -> line.matches("stats: 1 connections, 5 bytes in, 5 bytes out, 0 queued, 0 dropped,"
                            + " closed 0, longest turn \\d+ us \\(.*\\)")));
            socket.shutdownOutput();
            await(() -> server.errors().contains("closed 1 (end of input 1)"));
        }
    }

    @Test
    void shouldLogWhoComesAndGoesAtInfo() throws Exception {
        try (var server = ServerProcess.start(EchoServer.class, "--port", "0", "--log-level", "info")) {
            String log;
            try (Socket socket = server.connect()) {
                String name = "info: echo: 127.0.0.1:" + socket.getLocalPort();
                log = name + " connected\n" + name + " left (connection reset)\n";
                await(() -> server.errors().equals(name + " connected\n"));
                socket.setSoLinger(true, 0);
            }
            await(() -> server.errors().equals(log));
        }
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
    }

    private static String echo(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes());
        return new String(socket.getInputStream().readNBytes(text.length()));
    }
}
