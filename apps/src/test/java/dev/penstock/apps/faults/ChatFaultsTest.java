package dev.penstock.apps.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.chat.ChatServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Members whose process is stopped, and goes on. */
@Timeout(120) // seconds where the machine has time
@Execution(ExecutionMode.CONCURRENT)
final class ChatFaultsTest {
    private static final String TEXT = "x".repeat(1000);
    private static final boolean COUNTS_DIRECT_MEMORY = Runtime.version().feature() < 22;

    @TempDir
    Path folder;

    @Test
    void shouldLogAndHoldNothingMoreOfMembersThatWereStopped() throws Exception {
        try (var server = FaultedServer.start(
                ChatServer.class,
                "--slow-peer",
                "disconnect",
                "--soft-limit",
                "12m",
                "--soft-time",
                "300ms",
                "--hard-limit",
                "64m")) {
            loseNothingToWhoIsStoppedForAWhile(server);
            abortWhoIsStoppedForLonger(server);
            server.expectOrderlyEnd();
        }
    }

    private void loseNothingToWhoIsStoppedForAWhile(FaultedServer server) throws Exception {
        Path heard = folder.resolve("heard");
        try (var speaker = new Speaker(server);
                var listener = ClientProcess.listener(server.process, heard)) {
            String joined = speaker.line();
            listener.stop();
            String said = speaker.say(8000);
            speaker.expectTaken();
            if (COUNTS_DIRECT_MEMORY) assertThat(server.directBytesTaken()).isGreaterThan(5 << 20);
            listener.goOn();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Files.size(heard) >= said.length());
            assertThat(Files.readString(heard))
                    .isEqualTo("*** you are " + joined.split(" ")[1] + " in lobby; /help lists the commands\n" + said);
            listener.kill();
            assertThat(speaker.line()).isEqualTo(joined.replace("joined", "left (end of input)"));
        }
        server.expectLogged(
                "info: chat: PEER connected",
                "info: chat: PEER connected",
                "info: chat: PEER left (end of input)",
                "info: chat: PEER left (end of input)");
    }

    private void abortWhoIsStoppedForLonger(FaultedServer server) throws Exception {
        try (var speaker = new Speaker(server);
                var listener = ClientProcess.listener(server.process, Path.of("/dev/null"))) {
            String joined = speaker.line();
            listener.stop();
            speaker.say(20_000);
            assertThat(speaker.line()).isEqualTo(joined.replace("joined", "left (too slow)"));
            listener.goOn();
            assertThat(listener.awaitExit()).as("it finds that it was reset").isNotZero();
        }
        server.expectLogged(
                "info: chat: PEER connected",
                "info: chat: PEER connected",
                "warning: chat: PEER aborted: too slow, SOME bytes dropped",
                "info: chat: PEER left (too slow)",
                "info: chat: PEER left (end of input)");
    }

    private static final class Speaker implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;
        private final String name;

        Speaker(FaultedServer server) throws IOException {
            socket = server.process.connect();
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            name = line().split(" ")[3];
        }

        String line() throws IOException {
            return in.readLine();
        }

        /** Says so many lines; returns what others hear. */
        String say(int lines) throws IOException {
            var said = new StringBuilder();
            var heard = new StringBuilder();
            for (int i = 0; i < lines; i++) {
                said.append(i).append(TEXT).append('\n');
                heard.append(name).append(": ").append(i).append(TEXT).append('\n');
            }
            send(said.toString());
            return heard.toString();
        }

        /** The server has taken all that was said. */
        void expectTaken() throws IOException {
            send("/taken\n");
            assertThat(line()).isEqualTo("*** no such command: /taken; /help lists them");
        }

        private void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
