package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.Penstock;
import dev.penstock.apps.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user types to start a chat, and what the process says. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
final class ChatCommandLineTest {
    @Test
    void shouldSayWhereItListens() throws Exception {
        try (var server = ServerProcess.start(Penstock.class, "chat", "--port", "0");
                var client = ChatClient.greeted(server)) {
            int port = server.port();
            assertThat(server.readyLine()).isEqualTo("chat server listening on 127.0.0.1:" + port + ", [::1]:" + port);
            client.expectNothing();
        }
    }

    @Test
    void shouldNameItsDefaults() throws Exception {
        assertThat(ServerProcess.help(ChatServer.class))
                .contains("Port, the same on every address; 0 picks a free one. Default: 9000.")
                .contains("Default: 4096,")
                .contains("Default: 1024,")
                .contains("Default: drop-oldest,")
                .contains("Default: 5m,")
                .contains("Default: 1m,")
                .contains(
                        "--history=N",
                        "--motd=FILE",
                        "--max-line-rate=N/s",
                        "--soft-limit=SIZE",
                        "--soft-time=DURATION");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--raw --max-line 4096|--max-line means nothing with --raw",
                "--raw --max-rooms 1|--max-rooms means nothing with --raw",
                "--raw --history 0|--history means nothing with --raw",
                "--raw --motd /nonexistent|--motd means nothing with --raw",
                "--raw --max-line-rate 0|--max-line-rate means nothing with --raw",
                "--frame-timeout 5m --raw|--frame-timeout means nothing with --raw",
                "--soft-limit 256k|--soft-limit needs --slow-peer disconnect",
                "--soft-time 10s --slow-peer drop-newest|--soft-time needs --slow-peer disconnect",
                "--raw --soft-time 10s|--soft-time needs --slow-peer disconnect",
                "--slow-peer disconnect --soft-limit 2m|--soft-limit must be 1 to 1048576, not 2097152",
                "--slow-peer disconnect --soft-time 0|--soft-time must be more than zero",
                "--slow-peer pause|'pause' is no such policy; write drop-oldest, drop-newest or disconnect",
                "--max-line 0|--max-line must be 1 to 16777216, not 0",
                "--max-line 1x|'1x' is not a size",
                "--max-line 2g|--max-line must be at most 1g",
                "--max-line 256k|--hard-limit (1048576) must hold a line of --max-line (262144)",
                "--hard-limit 8k|--hard-limit (8192) must hold a line of --max-line (4096)",
                "--hard-limit 1k --max-line 1|--hard-limit must be at least 2048",
                "--max-rooms 0|--max-rooms must be 1 to 65536, not 0",
                "--history -1|--history must be 0 to 10000, not -1",
                "--history 10001|--history must be 0 to 10000, not 10001",
                "--max-line-rate fast|'fast' is not a rate; write 10/s",
                "--max-line-rate 1000001/s|--max-line-rate must be 0 to 1000000, not 1000001"
            })
    void shouldRefuseAWrongOptionInOneLine(String args, String expected) throws Exception {
        assertThat(ServerProcess.refusal(2, ChatServer.class, (args + " --port 0").split(" ")))
                .startsWith("chat-server: ")
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "drop-oldest",
        "drop-newest",
        "disconnect --soft-limit 64k --soft-time 5s",
        "disconnect --hard-limit 100k"
    })
    void shouldKnowPolicies(String policy) throws Exception {
        try (var server = ServerProcess.start(ChatServer.class, ("--port 0 --slow-peer " + policy).split(" "))) {
            ChatClient.greeted(server).close();
        }
    }

    @Test
    void shouldSayWhyItCannotReadTheMotd(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("missing");
        Path big = Files.write(folder.resolve("big"), new byte[Motd.MAX_BYTES + 1]);
        refuseMotd(missing, "there is no such file");
        refuseMotd(folder, "cannot be read: Is a directory");
        refuseMotd(big, "is longer than 65536 bytes; shorten it");
    }

    private static void refuseMotd(Path file, String expected) throws Exception {
        assertThat(ServerProcess.refusal(1, ChatServer.class, "--port", "0", "--motd", file.toString()))
                .startsWith("chat-server: --motd " + file)
                .contains(expected);
    }

    @Test
    void shouldRefuseAMotdThatHardlyFits(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("motd"), "x".repeat(5000));
        assertThat(ServerProcess.refusal(
                        2, ChatServer.class, "--port", "0", "--motd", file.toString(), "--hard-limit", "17k"))
                .contains("--hard-limit (17408) must be at least four times the --motd (5005 bytes");
    }
}
