package dev.penstock.apps.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import dev.penstock.apps.echo.EchoServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file several times as large as the heap, through an echo: both ways at once, each as fast as the other lets it. */
@Timeout(60)
final class ClientHeapTest {
    @Test
    void shouldBringBackAFileThatIsLargerThanTheHeap(@TempDir Path folder) throws Exception {
        try (var server = ServerProcess.start(EchoServer.class, "--port", "0")) {
            String command = "cd " + folder + " && head -c 150000000 /dev/urandom > in"
                    + " && $CLIENT 127.0.0.1 PORT < in | cmp - in && echo same";
            assertThat(ClientShell.runWith("-Xmx64m", command.replace("PORT", "" + server.port())))
                    .isEqualTo("same\n");
        }
    }
}
