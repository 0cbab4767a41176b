package dev.penstock.apps.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.Penstock;
import dev.penstock.apps.ServerProcess;
import dev.penstock.apps.Shell;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reached with what people have at hand, and from C. */
@Timeout(60)
final class ReplyNetcatTest {
    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.start(Penstock.class, "reply", "--port", "0");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void shouldAnswerBash() throws Exception {
        assertThat(shell("exec 3<>/dev/tcp/127.0.0.1/PORT; printf hello >&3; head -c 5 <&3"))
                .isEqualTo("world");
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.apps.Shell#netcats")
    void shouldAnswer(String tool, String command) throws Exception {
        Shell.assumeInstalled(tool);
        assertThat(shell("echo hello | " + command)).isEqualTo("world");
    }

    @Test
    void shouldAnswerABlockingClientInC(@TempDir Path folder) throws Exception {
        Path client = Shell.compile("reply_client.c", folder);
        assertThat(shell(client + " localhost PORT hello")).isEqualTo("server says: world\n");
    }

    private static String shell(String command) throws Exception {
        return Shell.run(command.replace("PORT", "" + server.port()));
    }
}
