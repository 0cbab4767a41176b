package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code --max-line-rate}: slower, and nothing is lost. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
final class ChatRateTest {
    @Test
    void shouldPassAllLinesOnAtTheRate() throws Exception {
        try (var server = ServerProcess.start(ChatServer.class, "--port", "0", "--max-line-rate", "5/s");
                var b = ChatClient.greeted(server);
                var a = ChatClient.greeted(server)) {
            b.expect("*** " + a.address() + " joined");
            var lines = new StringBuilder();
            for (int i = 0; i < 12; i++) lines.append("line ").append(i).append('\n');
            long start = System.nanoTime();
            a.sendBytes((lines + "last").getBytes(StandardCharsets.UTF_8));
            a.socket.shutdownOutput();
            for (int i = 0; i < 12; i++) b.expect(a.address() + ": line " + i);
            b.expect(a.address() + ": last", "*** " + a.address() + " left (end of input)");
            assertThat(System.nanoTime() - start)
                    .as("five at once, eight more at five a second")
                    .isGreaterThan(1_500_000_000L);
        }
    }

    /** A paused peer's reset is noticed when it is read again, or its output fails; nobody waits for it. */
    @Test
    void shouldLetAPausedMemberGo() throws Exception {
        try (var server = ServerProcess.start(ChatServer.class, "--port", "0", "--max-line-rate", "1/s");
                var b = ChatClient.greeted(server)) {
            try (var a = ChatClient.greeted(server)) {
                b.expect("*** " + a.address() + " joined");
                a.sendBytes("1\n2\n3\n".getBytes(StandardCharsets.UTF_8));
                b.expect(a.address() + ": 1");
                a.reset();
                String left = "*** " + a.address() + " left (connection reset)";
                assertThat(java.util.stream.Stream.generate(() -> lineOf(b))
                                .limit(3)
                                .filter(left::equals))
                        .hasSize(1);
            }
            assertThat(server.errors()).isEmpty();
        }
    }

    private static String lineOf(ChatClient client) {
        try {
            return client.line();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldAnswerWhatWasReadWhenItStopsDuringAPause() throws Exception {
        try (var server = ServerProcess.start(ChatServer.class, "--port", "0", "--max-line-rate", "2/s")) {
            ChatClient a = ChatClient.greeted(server);
            a.sendBytes("/rooms\n".repeat(5).getBytes(StandardCharsets.UTF_8));
            a.expect("*** lobby (1)", "*** lobby (1)");
            server.signal("TERM");
            a.expect("*** lobby (1)", "*** lobby (1)", "*** lobby (1)");
            a.expectEnd();
            a.close();
            assertThat(server.awaitExit()).isZero();
        }
    }
}
