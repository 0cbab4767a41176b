package dev.penstock.apps.hello;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.Penstock;
import dev.penstock.apps.ServerProcess;
import dev.penstock.apps.Shell;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thirteen bytes and an end, for everybody. */
@Timeout(60)
final class HelloServerTest {
    private static final String GREETING = "Hello, world!";

    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.start(Penstock.class, "hello", "--port", "0", "--log-level", "info");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void shouldGreetAndClose() throws Exception {
        assertThat(server.readyLine())
                .isEqualTo("hello server listening on 127.0.0.1:" + server.port() + ", [::1]:" + server.port());
        try (Socket socket = server.connect()) {
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo(GREETING);
            String left = "127.0.0.1:" + socket.getLocalPort() + " left (closed by the server)\n";
            await(() -> server.errors().contains(left));
        }
    }

    @Test
    void shouldDiscardWhatIsSentAndGreetNevertheless() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (Socket socket = server.connect()) {
                socket.getOutputStream().write(new byte[200_000]);
                socket.shutdownOutput();
                assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo(GREETING);
            }
        }
    }

    @Test
    void shouldGreetHundredsAtOnce() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 300; i++) sockets.add(server.connect());
        for (Socket socket : sockets) {
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo(GREETING);
            socket.close();
        }
    }

    @Test
    void shouldGreetBash() throws Exception {
        assertThat(shell("exec 3<>/dev/tcp/127.0.0.1/PORT; cat <&3")).isEqualTo(GREETING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ncat;             ncat 127.0.0.1 PORT",
                "ncat;             ncat --recv-only ::1 PORT",
                "socat;            socat - TCP:127.0.0.1:PORT",
                "nc.openbsd;       nc.openbsd -N 127.0.0.1 PORT",
                "nc.traditional;   nc.traditional -q 1 127.0.0.1 PORT"
            })
    void shouldGreet(String tool, String command) throws Exception {
        Shell.assumeInstalled(tool);
        assertThat(shell(command)).isEqualTo(GREETING);
    }

    @Test
    void shouldGreetABlockingClientInC(@TempDir Path folder) throws Exception {
        Path client = Shell.compile("reply_client.c", folder);
        assertThat(shell(client + " localhost PORT ''")).isEqualTo("server says: " + GREETING + "\n");
    }

    @Test
    void shouldStopInOrder() throws Exception {
        try (var stopped = ServerProcess.start(Penstock.class, "hello", "--port", "0")) {
            stopped.signal("TERM");
            assertThat(stopped.awaitExit()).isZero();
            assertThat(stopped.errors()).startsWith("stopped: 0 connections, ").hasLineCount(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--hard-limit 12|--hard-limit (12) must hold the greeting: at least 13;",
                "--frame-timeout 30s|Unknown option",
                "--soft-limit 256k|Unknown option"
            })
    void shouldRefuseAWrongOptionInOneLine(String args, String expected) throws Exception {
        assertThat(ServerProcess.refusal(2, Penstock.class, ("hello " + args).split(" ")))
                .startsWith("hello-server: ")
                .contains(expected);
    }

    @Test
    void shouldTellItsDefaults() throws Exception {
        assertThat(ServerProcess.help(Penstock.class, "hello"))
                .containsSubsequence("--port=N", "Default: 3490.")
                .containsSubsequence("--hard-limit=SIZE", "Default: 256k");
    }

    private static String shell(String command) throws Exception {
        return Shell.run(command.replace("PORT", "" + server.port()));
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
    }
}
