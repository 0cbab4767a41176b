package dev.penstock.apps.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.apps.Penstock;
import dev.penstock.apps.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a user types. */
@Timeout(60)
final class DatagramListenerOptionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--reply --reply-rate 0|--reply-rate must be 1/s to 1000000/s",
                "--reply --reply-rate fast|'fast' is not a rate; write 10/s",
                "--port 65536|port must be 0 to 65535",
                "--receive-buffer 2g|receiveBuffer must be at most 1g",
                "--backlog 5|Unknown option",
                "--unix x|Unknown option"
            })
    void shouldRefuseAWrongOption(String args, String expected) {
        var listener = new DatagramListener();
        assertThatThrownBy(() -> {
                    new CommandLine(listener).parseArgs(args.split(" "));
                    listener.open();
                })
                .hasMessageContaining(expected);
    }

    @Test
    void shouldRefuseItInOneLine() throws Exception {
        try (var server = ServerProcess.startAny(Penstock.class, "listener", "--reply-rate", "5/s")) {
            assertThat(server.awaitExit()).isEqualTo(2);
            assertThat(server.errors())
                    .isEqualTo("listener: --reply-rate is about replies; it needs --reply; --help lists the options\n");
        }
    }

    @Test
    void shouldTellItsDefaults() {
        String help = new CommandLine(new DatagramListener()).getUsageMessage().replaceAll("\\s+", " ");
        assertThat(help)
                .containsSubsequence("--reply-rate=N/s", "Default: 10/s")
                .containsSubsequence("--host=HOST", "Default: localhost, which is 127.0.0.1 and ::1")
                .containsSubsequence("--port=N", "Default: 4950.")
                .containsSubsequence("--receive-buffer=SIZE", "Default: 256k");
    }
}
