package dev.penstock.apps.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import dev.penstock.apps.Shell;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reached with what people have at hand, as the README shows it. Only bash is required. */
@Timeout(60)
final class EchoNetcatTest {
    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.start(EchoServer.class, "--port", "0");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void shouldAnswerBash() throws Exception {
        assertThat(shell("exec 3<>/dev/tcp/127.0.0.1/PORT; echo hello >&3; head -n 1 <&3"))
                .isEqualTo("hello\n");
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.apps.Shell#netcats")
    void shouldAnswer(String tool, String command) throws Exception {
        Shell.assumeInstalled(tool);
        assertThat(shell("echo hello | " + command)).isEqualTo("hello\n");
    }

    private static String shell(String command) throws Exception {
        return Shell.run(command.replace("PORT", "" + server.port()));
    }
}
