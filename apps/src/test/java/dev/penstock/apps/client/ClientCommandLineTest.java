package dev.penstock.apps.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.apps.Penstock;
import dev.penstock.apps.ServerProcess;
import dev.penstock.apps.echo.EchoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a user types, what is printed, and the exit status. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
final class ClientCommandLineTest {
    private static ServerProcess echo;

    @BeforeAll
    static void start() throws IOException {
        echo = ServerProcess.start(EchoServer.class, "--host", "127.0.0.1", "--port", "0");
    }

    @AfterAll
    static void stop() throws IOException {
        echo.close();
    }

    /** A port that was free a moment ago. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static String run(String command) throws Exception {
        return ClientShell.run(command.replace("PORT", "" + echo.port()));
    }

    @Test
    void shouldPrefixEachLineAndSayWhoTalksToWhom() throws Exception {
        assertThat(run("printf 'one\\ntwo' | $CLIENT --prefix 'echo: ' --bind 127.0.0.2 --verbose 127.0.0.1 PORT 2>&1;"
                        + " echo \" $?\""))
                .matches(
                        "client: connected to 127\\.0\\.0\\.1:\\d+ from 127\\.0\\.0\\.2:\\d+\necho: one\necho: two 0\n");
    }

    @Test
    void shouldEndWellWhenItsOutputIsClosed() throws Exception {
        assertThat(run("yes | $CLIENT 127.0.0.1 PORT 2>&1 | head -n 1; echo ${PIPESTATUS[1]}"))
                .isEqualTo("y\n0\n");
    }

    @Test
    void shouldSayThatItsOutputIsFull() throws Exception {
        assertThat(run("{ echo hello | $CLIENT 127.0.0.1 PORT > /dev/full; } 2>&1; echo $?"))
                .isEqualTo("client: cannot write standard output: No space left on device\n1\n");
    }

    @Test
    void shouldSayThatNobodyListensAndLeaveTheFileAlone(@TempDir Path folder) throws Exception {
        int port = freePort();
        Path file = Files.writeString(folder.resolve("out"), "precious");
        assertThat(run("$CLIENT 127.0.0.1 " + port + " --out " + file + " 2>&1; echo $?"))
                .isEqualTo("client: cannot connect to 127.0.0.1:" + port + ": Connection refused; nobody listens there"
                        + " yet: start the server, or wait for it with --retry\n1\n");
        assertThat(file).hasContent("precious");
    }

    @Test
    void shouldTryAllAddressesInOrder(@TempDir Path folder) throws Exception {
        Path hosts =
                Files.writeString(folder.resolve("hosts"), "127.0.0.3 many\n127.0.0.1 many\n127.0.0.4 none none\n");
        String client = "$CLIENT --verbose ";
        String said = ClientShell.runWith(
                "-Djdk.net.hosts.file=" + hosts,
                ("echo hi | " + client + "many PORT 2>&1; $CLIENT none PORT 2>&1; $CLIENT nosuch PORT 2>&1")
                        .replace("PORT", "" + echo.port()));
        assertThat(said.lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("client: connected to 127.0.0.1:" + echo.port()),
                        line -> assertThat(line).isEqualTo("hi"),
                        line -> assertThat(line).startsWith("client: cannot connect to 127.0.0.4:"),
                        line -> assertThat(line).isEqualTo("client: host nosuch is unknown; check its name"));
    }

    @Test
    void shouldWaitOnlySoLongForAnAnswer() throws Exception {
        try (ServerSocketChannel full = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0), 1);
                SocketChannel first = SocketChannel.open(full.getLocalAddress());
                SocketChannel second = SocketChannel.open(full.getLocalAddress())) {
            assertThat(second.isConnected() && first.isConnected()).isTrue();
            int port = full.socket().getLocalPort();
            assertThat(run("$CLIENT --connect-timeout 300ms 127.0.0.1 " + port + " 2>&1; echo $?"))
                    .isEqualTo("client: cannot connect to 127.0.0.1:" + port + ": no answer within 300 ms; check the"
                            + " address, or wait longer with --connect-timeout\n1\n");
        }
    }

    @Test
    void shouldTryAgainUntilTheServerIsThere() throws Exception {
        int port = freePort();
        try (var client = ServerProcess.startUnread(
                Penstock.class, "client", "--retry", "20", "--verbose", "127.0.0.1", "" + port)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> client.errors().contains("trying again in a second\n"));
            try (var server = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
                    var accepted = server.accept()) {
                accepted.getOutputStream().write(Cuts.utf8("late\n"));
            }
            assertThat(client.nextLine()).isEqualTo("late");
            assertThat(client.awaitExit()).isZero();
        }
    }

    @Test
    void shouldEndInOrderAtASignal() throws Exception {
        try (var client =
                ServerProcess.startUnread(Penstock.class, "client", "--verbose", "127.0.0.1", "" + echo.port())) {
            await().atMost(Duration.ofSeconds(20)).until(() -> client.errors().contains("connected to"));
            client.signal("TERM");
            assertThat(client.awaitExit()).isZero();
            assertThat(client.errors()).hasLineCount(1);
        }
    }

    @Test
    void shouldTellByItsStatusThatAFileWasNotSentWhole(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[64 << 20]);
        try (var deaf = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                var client = ServerProcess.startUnread(
                        Penstock.class,
                        "client",
                        "--verbose",
                        "--file",
                        file.toString(),
                        "127.0.0.1",
                        "" + deaf.getLocalPort())) {
            await().atMost(Duration.ofSeconds(20)).until(() -> client.errors().contains("connected to"));
            client.signal("INT");
            assertThat(client.awaitExit()).isEqualTo(3);
        }
    }

    @Test
    void shouldRefuseAFileThatIsTooLongForAFrame(@TempDir Path folder) throws Exception {
        assertThat(run("cd " + folder
                        + " && truncate -s 4g big && $CLIENT --framed --file big 127.0.0.1 PORT 2>&1; echo $?;"
                        + " $CLIENT --file nosuch 127.0.0.1 PORT 2>&1; echo $?; $CLIENT 127.0.0.1 2>&1; echo $?"))
                .isEqualTo("client: big has 4294967296 bytes, and a frame at most 4294967295; send it as several with"
                        + " --chunk\n1\nclient: cannot read nosuch: no such file or folder\n1\n"
                        + "client: HOST and PORT are missing, or --unix PATH; --help lists the options\n2\n");
    }
}
