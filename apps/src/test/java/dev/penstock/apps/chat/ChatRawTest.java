package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code --raw}: bytes of one for all others, and nothing else. */
@Timeout(60)
final class ChatRawTest {
    /** Has the server hear of a peer: what it sends comes out at another. */
    private static void meet(Socket one, Socket... others) throws Exception {
        one.getOutputStream().write('.');
        for (Socket other : others) assertThat(other.getInputStream().read()).isEqualTo('.');
    }

    @Test
    void shouldPassOnEveryByteAndSayNothing() throws Exception {
        try (var server = ServerProcess.start(ChatServer.class, "--port", "0", "--raw", "--hard-limit", "8m");
                Socket a = server.connect();
                Socket b = server.connect();
                Socket c = server.connect()) {
            meet(c, a, b);
            byte[] sent = new byte[3 << 20];
            new Random(1).nextBytes(sent);
            var received = CompletableFuture.supplyAsync(() -> {
                try {
                    return b.getInputStream().readNBytes(sent.length);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            a.getOutputStream().write(sent);
            assertThat(c.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
            assertThat(received.join()).isEqualTo(sent);
            a.shutdownOutput();
            assertThat(a.getInputStream().read())
                    .as("nothing is said to anybody")
                    .isEqualTo(-1);
            meet(b, c);
        }
    }

    @Test
    void shouldKnowNeitherCommandsNorTelnetNorLongLines() throws Exception {
        try (var server = ServerProcess.start(ChatServer.class, "--port", "0", "--raw", "--hard-limit", "2k");
                Socket a = server.connect();
                Socket b = server.connect()) {
            meet(a, b);
            byte[] line = new byte[100_000];
            Arrays.fill(line, (byte) 'x');
            byte[] start = {'/', 'q', 'u', 'i', 't', '\r', '\n', -1, (byte) 251, 1, 0x1b};
            System.arraycopy(start, 0, line, 0, start.length);
            for (int at = 0; at < line.length; at += 2000) { // by less than the hard limit, so that nothing is missed
                int length = Math.min(2000, line.length - at);
                a.getOutputStream().write(line, at, length);
                assertThat(b.getInputStream().readNBytes(length)).isEqualTo(Arrays.copyOfRange(line, at, at + length));
            }
        }
    }
}
