package dev.penstock.apps.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import dev.penstock.apps.Shell;
import dev.penstock.apps.framed.FramedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that are not ours: what people have at hand, and what textbooks write in C. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
final class ClientPeersTest {
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** Without a program to answer with they send what they are given, and end. */
    @ParameterizedTest
    @CsvSource({"ncat,ncat -l 127.0.0.1 PORT", "nc.openbsd,nc.openbsd -N -l 127.0.0.1 PORT"})
    void shouldPrintWhatIsSentBy(String tool, String server) throws Exception {
        Shell.assumeInstalled(tool);
        String command = "echo reply | " + server + " > /dev/null & $CLIENT --retry 20 127.0.0.1 PORT; echo $?; wait";
        assertThat(ClientShell.run(command.replace("PORT", "" + freePort()))).isEqualTo("reply\n0\n");
    }

    @Test
    void shouldTalkToSocat() throws Exception {
        Shell.assumeInstalled("socat");
        String command = "socat TCP-LISTEN:PORT,bind=127.0.0.1 EXEC:cat &"
                + " printf 'hello\\nlast' | $CLIENT --retry 20 127.0.0.1 PORT; echo \" $?\"; wait";
        assertThat(ClientShell.run(command.replace("PORT", "" + freePort()))).isEqualTo("hello\nlast 0\n");
    }

    @Test
    void shouldTalkToASocketFile(@TempDir Path folder) throws Exception {
        Shell.assumeInstalled("socat");
        assertThat(ClientShell.run("cd " + folder + "; socat UNIX-LISTEN:s EXEC:cat &"
                        + " echo hello | $CLIENT --retry 20 --unix s --verbose 2>&1; wait"))
                .isEqualTo("client: connected to unix:s\nhello\n");
    }

    @Test
    void shouldPrintTheReplyOfAServerInC(@TempDir Path folder) throws Exception {
        Path server = Shell.compile("hello_server.c", folder);
        assertThat(ClientShell.run("coproc " + server + "; read -r port <&${COPROC[0]};"
                        + " echo hello | $CLIENT --prefix 'server says: ' 127.0.0.1 $port; echo \" $?\""))
                .isEqualTo("server says: Hello, world! 0\n");
    }

    @Test
    void shouldSendAndReceiveFrames(@TempDir Path folder) throws Exception {
        try (var server = ServerProcess.start(FramedServer.class, "--port", "0")) {
            String command = "cd " + folder + "; head -c 2500000 /dev/urandom > in;"
                    + " printf 'one\\n\\nthree' | $CLIENT --framed 127.0.0.1 PORT;"
                    + " $CLIENT --framed --file in --chunk 1000000 --out out 127.0.0.1 PORT && cmp in out && echo same";
            assertThat(ClientShell.run(command.replace("PORT", "" + server.port())))
                    .isEqualTo("one\n\nthree\nsame\n");
        }
    }
}
