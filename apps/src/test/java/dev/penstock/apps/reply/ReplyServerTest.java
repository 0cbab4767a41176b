package dev.penstock.apps.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.Penstock;
import dev.penstock.apps.ServerProcess;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said, what is answered, and what is printed. */
@Timeout(60)
final class ReplyServerTest {
    @Test
    void shouldAnswerEachReadWithExactlyTheText() throws Exception {
        try (var server = start();
                Socket socket = server.connect()) {
            assertThat(server.readyLine())
                    .isEqualTo("reply server listening on 127.0.0.1:" + server.port() + ", [::1]:" + server.port());
            for (String said : new String[] {"hello", "again\n", "and again\r\n", "two\nlines\n\n"}) {
                send(socket, said);
                assertThat(receive(socket, 5)).isEqualTo("world");
            }
            socket.shutdownOutput();
            expectEnd(socket);
            assertThat(server.nextLine()).isEqualTo("client says: hello");
            assertThat(server.nextLine()).isEqualTo("client says: again");
            assertThat(server.nextLine()).isEqualTo("client says: and again");
            assertThat(server.nextLine()).isEqualTo("client says: two\\x0alines\\x0a");
        }
    }

    @Test
    void shouldAnswerAndPrintInUtf8WhereNoLocaleIsSet() throws Exception {
        try (var server = ServerProcess.startWithoutLocale(
                        "--text $'w\\xc3\\xb6rld \\xf0\\x9f\\x8c\\x8d'", Penstock.class, "reply", "--port", "0");
                Socket socket = server.connect()) {
            send(socket, "gr\u00fc\u00df");
            assertThat(receive(socket, 11)).isEqualTo("w\u00f6rld \ud83c\udf0d");
            assertThat(server.nextLine()).isEqualTo("client says: gr\u00fc\u00df");
        }
    }

    @Test
    void shouldAnswerEachLineWithALine() throws Exception {
        try (var server = start("--lines", "--text", " @it's ${me} ");
                Socket socket = server.connect()) {
            send(socket, "one\ntwo\r\n\nthr");
            send(socket, "ee\nlast");
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo(" @it's ${me} \n".repeat(5));
            for (String said : new String[] {"one", "two", "", "three", "last"})
                assertThat(server.nextLine()).isEqualTo("client says: " + said);
        }
    }

    @Test
    void shouldPrintACarriageReturnThatIsNoPartOfALinesEnd() throws Exception {
        try (var server = start("--lines");
                Socket socket = server.connect()) {
            send(socket, "a\r\r\n");
            assertThat(receive(socket, 6)).isEqualTo("world\n");
            assertThat(server.nextLine()).isEqualTo("client says: a\\x0d");
        }
    }

    @Test
    void shouldPrintNothingThatActsOnATerminal() throws Exception {
        try (var server = start("--lines");
                Socket socket = server.connect()) {
            send(socket, "a\u001b[2Jb\rc\u202e\u00e9\n");
            socket.getOutputStream().write(new byte[] {'x', (byte) 0xff, (byte) 0xc3, '\n'});
            assertThat(receive(socket, 12)).isEqualTo("world\nworld\n");
            assertThat(server.nextLine()).isEqualTo("client says: a\\x1b[2Jb\\x0dc\\u202e\u00e9");
            assertThat(server.nextLine()).isEqualTo("client says: x\ufffd\ufffd");
        }
    }

    @Test
    void shouldCloseAfterTheFirstAnswerWithOnce() throws Exception {
        try (var server = start("--once")) {
            try (Socket socket = server.connect()) {
                send(socket, "hello");
                assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("world");
            }
            try (Socket socket = server.connect()) {
                send(socket, "next");
                assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("world");
            }
        }
        try (var server = start("--once", "--lines");
                Socket socket = server.connect()) {
            send(socket, "one\ntwo\nthree\n");
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("world\n");
            socket.shutdownOutput();
            server.signal("TERM");
            assertThat(server.remainingLines()).containsExactly("client says: one");
        }
    }

    @Test
    void shouldCloseOneWhoseLineIsTooLongAfterEarlierAnswers() throws Exception {
        try (var server = start("--lines", "--max-line", "10", "--log-level", "info");
                Socket socket = server.connect()) {
            send(socket, "0123456789\r\nmuch too long\nnever read\n");
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("world\n");
            awaitLeft(server, socket, "frame too long");
        }
    }

    @Test
    void shouldCloseOneWhoseLineTakesTooLong() throws Exception {
        try (var server = start("--lines", "--frame-timeout", "300ms", "--log-level", "info");
                Socket socket = server.connect()) {
            send(socket, "one\ntw");
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("world\n");
            awaitLeft(server, socket, "frame timeout");
        }
    }

    private static ServerProcess start(String... args) throws IOException {
        String[] all = new String[args.length + 3];
        System.arraycopy(args, 0, all, 3, args.length);
        all[0] = "reply";
        all[1] = "--port";
        all[2] = "0";
        return ServerProcess.start(Penstock.class, all);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String receive(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void expectEnd(Socket socket) throws IOException {
        assertThat(socket.getInputStream().read()).as("end of stream").isEqualTo(-1);
    }

    private static void awaitLeft(ServerProcess server, Socket socket, String reason) {
        String left = "127.0.0.1:" + socket.getLocalPort() + " left (" + reason + ")\n";
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> server.errors().contains(left));
    }
}
