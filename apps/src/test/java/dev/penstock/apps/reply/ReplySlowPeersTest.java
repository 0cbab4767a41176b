package dev.penstock.apps.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.Penstock;
import dev.penstock.apps.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that do not read their answers, and a standard output that nobody reads. */
@Timeout(60)
final class ReplySlowPeersTest {
    /** The common pool may have one thread, and here one reads what another causes. */
    private static final Executor OWN_THREAD = task -> new Thread(task).start();

    private static final String SAYS = "client says: ";
    private static final Pattern QUEUED = Pattern.compile(", [1-9]\\d* queued");
    private static final Pattern LEFT_OUT =
            Pattern.compile("\\*\\*\\* (\\d+) lines left out: standard output was too slow for them");

    /** Ten megabytes of answers, of which four kilobytes may wait. */
    @Test
    void shouldAnswerEachLineOnceToAPeerThatReadsLate() throws Exception {
        String text = "x".repeat(999);
        try (var server = start("--lines", "--text", text, "--hard-limit", "4k");
                Socket socket = server.connect()) {
            int lines = 10_000;
            CompletableFuture<List<String>> printed = CompletableFuture.supplyAsync(server::remainingLines, OWN_THREAD);
            CompletableFuture<Void> sender = sendInBackground(socket, "line\n", lines);
            InputStream in = socket.getInputStream();
            byte[] expected = (text + "\n").getBytes();
            for (int i = 0; i < lines; i++) assertThat(in.readNBytes(1000)).isEqualTo(expected);
            assertThat(in.read()).isEqualTo(-1);
            sender.join();
            server.signal("TERM");
            assertThat(printed.join()).hasSize(lines).containsOnly(SAYS + "line");
        }
    }

    /** How many reads there are is the kernel's affair; but each is answered once, and printed once. */
    @Test
    void shouldAnswerEachReadOnceToAPeerThatReadsLate() throws Exception {
        String text = "x".repeat(60_000);
        try (var server = start("--text", text, "--hard-limit", "64k", "--stats", "50ms");
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
            int pieces = 1000; // no more than may wait to be printed
            CompletableFuture<List<String>> printed = CompletableFuture.supplyAsync(server::remainingLines, OWN_THREAD);
            CompletableFuture<Void> sender = sendInBackground(socket, "a".repeat(999) + "b", pieces);
            Awaitility.await().until(() -> QUEUED.matcher(server.errors()).find());
            byte[] answers = socket.getInputStream().readAllBytes();
            sender.join();
            server.signal("TERM");
            List<String> said = printed.join();
            assertThat(said).allMatch(line -> line.startsWith(SAYS));
            assertThat(answers).hasSize(said.size() * text.length()).containsOnly('x');
            assertThat(said.size()).isGreaterThan(10);
            assertThat(said.stream().map(line -> line.substring(SAYS.length())).reduce("", String::concat))
                    .isEqualTo(("a".repeat(999) + "b").repeat(pieces));
        }
    }

    @Test
    void shouldAnswerThoughNobodyReadsItsOutputAndSayWhatWasLeftOut() throws Exception {
        try (var server = start("--lines");
                Socket socket = server.connect()) {
            int lines = 10_000; // of a kilobyte: a pipe holds 64 KiB
            String line = "y".repeat(1000);
            CompletableFuture<Void> sender = sendInBackground(socket, line + "\n", lines);
            assertThat(socket.getInputStream().readAllBytes()).hasSize(lines * "world\n".length());
            sender.join();
            int printed = 0;
            int leftOut = 0;
            while (printed + leftOut < lines) {
                Matcher matcher = LEFT_OUT.matcher(server.nextLine());
                if (matcher.matches()) leftOut += Integer.parseInt(matcher.group(1));
                else printed++;
            }
            assertThat(printed).isGreaterThan(1000);
            assertThat(leftOut).isGreaterThan(1000);
            try (Socket next = server.connect()) {
                next.getOutputStream().write("there is room again\n".getBytes());
                assertThat(server.nextLine()).isEqualTo(SAYS + "there is room again");
            }
        }
    }

    @Test
    void shouldPrintEverythingBeforeItEnds() throws Exception {
        try (var server = start("--lines");
                Socket socket = server.connect()) {
            int lines = 500; // more than a pipe holds
            String line = "y".repeat(1000);
            sendInBackground(socket, line + "\n", lines).join();
            assertThat(socket.getInputStream().readAllBytes()).hasSize(lines * "world\n".length());
            server.signal("TERM");
            assertThat(server.remainingLines()).hasSize(lines).containsOnly(SAYS + line);
            assertThat(server.awaitExit()).isZero();
        }
    }

    @Test
    void shouldEndThoughNobodyReadsItsOutput() throws Exception {
        try (var server = start("--lines");
                Socket socket = server.connect()) {
            sendInBackground(socket, "y".repeat(1000) + "\n", 500).join();
            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
        }
    }

    @Test
    void shouldServeOnWhenItsOutputIsClosed() throws Exception {
        try (var server = start("--lines")) {
            server.closeOutput();
            for (int i = 0; i < 3; i++) {
                try (Socket socket = server.connect()) {
                    sendInBackground(socket, "hello\n", 1000).join();
                    assertThat(socket.getInputStream().readAllBytes()).hasSize(6000);
                }
            }
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.errors()).startsWith("stopped: ").hasLineCount(1);
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

    /** Sends it so many times and ends its output. */
    private static CompletableFuture<Void> sendInBackground(Socket socket, String text, int times) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        byte[] bytes = text.getBytes();
                        for (int i = 0; i < times; i++) socket.getOutputStream().write(bytes);
                        socket.shutdownOutput();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                OWN_THREAD);
    }
}
