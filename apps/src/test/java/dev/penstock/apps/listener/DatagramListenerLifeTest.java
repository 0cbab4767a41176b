package dev.penstock.apps.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.apps.Penstock;
import dev.penstock.apps.ServerProcess;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What it does when nobody reads what it prints, and how it ends. */
@Timeout(60)
final class DatagramListenerLifeTest {
    private static final Pattern LEFT_OUT = Pattern.compile("\\*\\*\\* (\\d+) lines left out: .*");

    /** And prints what was sent before the signal. */
    @Test
    void shouldStopAtASignal() throws Exception {
        try (var server = ServerProcess.start(Penstock.class, "listener", "--port", "0", "--stats", "100ms");
                var peer = new UdpPeer()) {
            peer.send("hello", server.port());
            await().until(() -> server.errors().contains("stats: 1 datagrams in, 5 bytes in, longest turn "));
            for (int i = 0; i < 99; i++) peer.send("number " + i, server.port());
            server.signal("TERM");
            assertThat(server.remainingLines())
                    .hasSize(100)
                    .startsWith("127.0.0.1:" + peer.port() + " 5 bytes: hello")
                    .endsWith("127.0.0.1:" + peer.port() + " 9 bytes: number 98");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.errors()).endsWith("stopped: 100 datagrams received\n");
        }
    }

    /** Nobody waits for whoever reads its output: each is answered, and lines are left out, or all of them. */
    @Test
    void shouldServeOnWhileNobodyReadsItsOutput() throws Exception {
        try (var server = ServerProcess.start(
                        Penstock.class, "listener", "--port", "0", "--reply", "--reply-rate", "1000000/s");
                var peer = new UdpPeer()) {
            int datagrams = 40; // more than a pipe, and then a mebibyte, hold
            beAnswered(peer, server.port(), datagrams);
            int printed = 0;
            int leftOut = 0;
            while (printed + leftOut < datagrams) {
                Matcher matcher = LEFT_OUT.matcher(server.nextLine());
                if (matcher.matches()) leftOut += Integer.parseInt(matcher.group(1));
                else printed++;
            }
            assertThat(printed).isPositive();
            assertThat(leftOut).isPositive();
            server.closeOutput();
            beAnswered(peer, server.port(), 3);
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.errors())
                    .isEqualTo(
                            "stopped: 43 datagrams received, 43 answered, 0 over the reply rate, 0 replies dropped\n");
        }
    }

    private static void beAnswered(UdpPeer peer, int port, int times) throws Exception {
        String text = "x".repeat(60_000);
        for (int i = 0; i < times; i++) {
            peer.send(text, port);
            assertThat(peer.receive()).hasSize(text.length());
        }
    }
}
