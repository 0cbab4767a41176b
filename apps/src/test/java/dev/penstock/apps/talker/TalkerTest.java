package dev.penstock.apps.talker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.apps.Penstock;
import dev.penstock.apps.ServerProcess;
import dev.penstock.apps.Shell;
import dev.penstock.apps.listener.UdpPeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** One message, and what is known of it. */
@Timeout(60)
final class TalkerTest {
    private final List<String> printed = new ArrayList<>();

    /** The command, but for its process; an exception is its one line on standard error. */
    private void talk(String... args) throws IOException {
        var talker = new Talker();
        talker.printTo(printed::add);
        new CommandLine(talker).parseArgs(args);
        assertThat(talker.call()).isZero();
    }

    /** A port where nobody receives, as whoever did has just gone. */
    private static int freePort() throws IOException {
        try (var gone = new UdpPeer()) {
            return gone.port();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 65_507})
    void shouldSendAMessageWhole(int length) throws Exception {
        String message = "\u00fc".repeat(length / 2) + "x".repeat(length % 2); // length counts bytes
        try (var peer = new UdpPeer()) {
            talk("127.0.0.1", message, "--port", "" + peer.port());
            assertThat(peer.receiveText()).isEqualTo(message);
            assertThat(printed).containsExactly("sent " + length + " bytes to 127.0.0.1:" + peer.port());
        }
    }

    @Test
    void shouldTryTheNextAddressWhereNobodyIsListening() throws Exception {
        try (var peer = new UdpPeer("::1")) {
            talk("localhost", "hi there", "--port", "" + peer.port());
            assertThat(peer.receiveText()).isEqualTo("hi there");
            assertThat(printed)
                    .containsExactly(
                            "sent 8 bytes to 127.0.0.1:" + peer.port(), "sent 8 bytes to [::1]:" + peer.port());
        }
    }

    @Test
    void shouldSayThatNobodyIsListening() throws Exception {
        int port = freePort();
        try (var talker =
                ServerProcess.startAny(Penstock.class, "talker", "localhost", "hi there", "--port", "" + port)) {
            assertThat(talker.awaitExit()).isEqualTo(1);
            assertThat(talker.readyLine()).isEqualTo("sent 8 bytes to 127.0.0.1:" + port);
            assertThat(talker.remainingLines()).containsExactly("sent 8 bytes to [::1]:" + port);
            assertThat(talker.errors())
                    .isEqualTo("talker: nobody is listening on 127.0.0.1:" + port + "; nobody is listening on [::1]:"
                            + port + "\n");
        }
    }

    @Test
    void shouldSendNothingOfAMessageThatNoDatagramCanHold() throws Exception {
        try (var peer = new UdpPeer()) {
            assertThatThrownBy(() -> talk("127.0.0.1", "x".repeat(65_508), "--port", "" + peer.port()))
                    .hasMessage("the message has 65508 bytes; a datagram holds at most 65507");
            assertThat(printed).isEmpty();
            assertThat(peer.drain()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "nosuch.invalid hi|host nosuch.invalid is unknown",
                "255.255.255.255 hi|cannot send to 255.255.255.255:4950: Permission denied",
                "127.0.0.1 hi --port 0|--port must be 1 to 65535",
                "127.0.0.1|Missing required parameter: 'MESSAGE'",
                "127.0.0.1 hi there|Unmatched argument at index 2: 'there'"
            })
    void shouldSayWhatIsWrong(String args, String expected) {
        assertThatThrownBy(() -> talk(args.split(" "))).hasMessage(expected);
        assertThat(printed).isEmpty();
    }

    @Test
    void shouldReachAListenerInC(@TempDir Path folder) throws Exception {
        Process listener =
                new ProcessBuilder(Shell.compile("udp_listener.c", folder).toString()).start();
        try (BufferedReader out = listener.inputReader()) {
            talk("127.0.0.1", "to C", "--port", out.readLine());
            assertThat(out.readLine()).isEqualTo("got 4 bytes: to C");
        } finally {
            listener.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "socat;            socat -u UDP4-RECV:PORT,bind=127.0.0.1 STDOUT",
                "ncat;             ncat -u -l 127.0.0.1 PORT",
                "nc.openbsd;       nc.openbsd -u -l 127.0.0.1 PORT",
                "nc.traditional;   nc.traditional -u -l -s 127.0.0.1 -p PORT"
            })
    void shouldReachWhatPeopleHaveAtHand(String tool, String command) throws Exception {
        Shell.assumeInstalled(tool);
        int port = freePort();
        Process listener = new ProcessBuilder(command.replace("PORT", "" + port).split(" ")).start();
        try (BufferedReader out = listener.inputReader()) {
            while (!isHeard("hello\n", port)) {} // it does not say when it is ready
            assertThat(out.readLine()).isEqualTo("hello");
        } finally {
            listener.destroyForcibly();
        }
    }

    private boolean isHeard(String message, int port) {
        try {
            talk("127.0.0.1", message, "--port", "" + port);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
