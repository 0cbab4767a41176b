package dev.penstock.apps.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.Penstock;
import dev.penstock.apps.ServerProcess;
import dev.penstock.apps.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, what is printed, and what comes back. */
@Timeout(60)
final class DatagramListenerTest {
    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.start(Penstock.class, "listener", "--port", "0", "--reply");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void shouldSayWhereItListens() {
        int port = server.port();
        assertThat(server.readyLine())
                .isEqualTo("listener server listening on udp:127.0.0.1:" + port + ", udp:[::1]:" + port);
    }

    @Test
    void shouldPrintALineADatagramAndSendItBack() throws Exception {
        try (var peer = new UdpPeer()) {
            for (String text : new String[] {"hi there", "", "x", "gr\u00fc\u00df \ud83c\udf0d", " "}) {
                peer.send(text, server.port());
                assertThat(peer.receiveText()).isEqualTo(text);
                assertThat(server.nextLine())
                        .isEqualTo(
                                "127.0.0.1:" + peer.port() + " " + text.getBytes("UTF-8").length + " bytes: " + text);
            }
        }
    }

    @Test
    void shouldSayThatItsPortIsInUse() throws Exception {
        try (var second = ServerProcess.startAny(Penstock.class, "listener", "--port", "" + server.port())) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.errors())
                    .isEqualTo("listener: port " + server.port() + " is in use; choose another with --port\n");
        }
    }

    /** A sender must not be able to write a line of another's, or to move a cursor. */
    @Test
    void shouldEscapeWhatItPrintsAndNotWhatItSendsBack() throws Exception {
        try (var peer = new UdpPeer("::1")) {
            byte[] bytes = {'a', '\n', 0x1b, '[', '2', 'J', (byte) 0xff, 0, (byte) 0xc2, (byte) 0x9b, '\r', '\n'};
            peer.send(bytes, "::1", server.port());
            assertThat(peer.receive()).isEqualTo(bytes);
            assertThat(server.nextLine())
                    .isEqualTo("[::1]:" + peer.port() + " 12 bytes: a\\x0a\\x1b[2J\ufffd\\x00\\x9b\\x0d\\x0a");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_507})
    void shouldTakeWhateverADatagramCanHold(int length) throws Exception {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        try (var peer = new UdpPeer()) {
            peer.send(bytes, "127.0.0.1", server.port());
            assertThat(peer.receive()).isEqualTo(bytes);
            assertThat(server.nextLine())
                    .isEqualTo("127.0.0.1:" + peer.port() + " " + length + " bytes: " + "x".repeat(length));
        }
    }

    @Test
    void shouldAnswerASenderOnlySoOften() throws Exception {
        try (var eager = new UdpPeer();
                var other = new UdpPeer()) {
            for (int i = 0; i < 30; i++) eager.send("me", server.port());
            other.send("and me", server.port());
            assertThat(other.receiveText()).isEqualTo("and me");
            assertThat(eager.drain()).isEqualTo(10);
            for (int i = 0; i < 31; i++)
                assertThat(server.nextLine()).startsWith("127.0.0.1:").endsWith("me");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "bash!             exec 3<>/dev/udp/127.0.0.1/PORT; printf hello >&3; head -c 5 <&3",
                "ncat!             (printf hello; sleep 5) | ncat -u -i 5 127.0.0.1 PORT",
                "socat!            printf hello | socat -t 5 - UDP:127.0.0.1:PORT",
                "socat!            printf hello | socat -t 5 - UDP6:[::1]:PORT",
                "nc.openbsd!       printf hello | nc.openbsd -u -w 5 127.0.0.1 PORT",
                "nc.traditional!   printf hello | nc.traditional -u -w 5 127.0.0.1 PORT"
            })
    void shouldServeWhatPeopleHaveAtHand(String tool, String command) throws Exception {
        Shell.assumeInstalled(tool);
        // Hardly one of them ends as soon as it has the answer, and ncat ends before if its input does; bash waits for
        // none.
        String firstBytes = "head -c 5 < <(" + command.replace("PORT", "" + server.port()) + ")";
        assertThat(Shell.run(firstBytes)).isEqualTo("hello");
        assertThat(server.nextLine()).endsWith(" 5 bytes: hello");
    }

    @Test
    void shouldServeATalkerInC(@TempDir Path folder) throws Exception {
        Path talker = Shell.compile("udp_talker.c", folder);
        assertThat(Shell.run(talker + " 127.0.0.1 " + server.port() + " 'from C'"))
                .isEqualTo("sent 6 bytes, got 6 bytes: from C\n");
        assertThat(server.nextLine()).endsWith(" 6 bytes: from C");
    }
}
