package dev.penstock.apps.framed;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.ValueSource;

/** Reached with what people have at hand, as the README shows it, and from C. */
@Timeout(60)
final class FramedNetcatTest {
    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.start(FramedServer.class, "--port", "0");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void shouldAnswerBash() throws Exception {
        assertThat(shell("exec 3<>/dev/tcp/127.0.0.1/PORT; printf '\\0\\0\\0\\2hi' >&3; head -c 6 <&3"))
                .isEqualTo("\0\0\0\2hi");
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.apps.Shell#netcats")
    void shouldAnswer(String tool, String command) throws Exception {
        Shell.assumeInstalled(tool);
        assertThat(shell("printf '\\0\\0\\0\\2hi\\0\\0\\0\\0\\0\\0\\0\\3you' | " + command))
                .isEqualTo("\0\0\0\2hi\0\0\0\0\0\0\0\3you");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 1_000_000})
    void shouldAnswerABlockingClientInC(int size, @TempDir Path folder) throws Exception {
        Path client = Shell.compile("framed_client.c", folder);
        assertThat(shell(client + " localhost PORT " + size)).isEqualTo(size + " bytes came back\n");
    }

    private static String shell(String command) throws Exception {
        return Shell.run(command.replace("PORT", "" + server.port()));
    }
}
