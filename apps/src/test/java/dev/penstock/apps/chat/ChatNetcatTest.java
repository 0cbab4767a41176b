package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import dev.penstock.apps.Shell;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reached with what people have at hand, as the README shows it. Only bash is required. */
@Timeout(60)
final class ChatNetcatTest {
    private static ServerProcess server;
    private static ChatClient listener;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.start(ChatServer.class, "--port", "0");
        listener = ChatClient.greeted(server);
    }

    @AfterAll
    static void stop() throws IOException {
        listener.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '%',
            value = {
                "bash%             exec 3<>/dev/tcp/127.0.0.1/PORT; echo hello >&3; head -n 1 <&3",
                "ncat%             echo hello | ncat 127.0.0.1 PORT",
                "ncat%             echo hello | ncat --telnet 127.0.0.1 PORT",
                "socat%            echo hello | socat - TCP:127.0.0.1:PORT",
                "socat%            echo hello | socat - TCP:127.0.0.1:PORT,crnl",
                "nc.openbsd%       echo hello | nc.openbsd -N 127.0.0.1 PORT",
                "nc.openbsd%       echo hello | nc.openbsd -N -t 127.0.0.1 PORT",
                "nc.traditional%   echo hello | nc.traditional -q 1 127.0.0.1 PORT",
                "nc.traditional%   echo hello | nc.traditional -t -q 1 127.0.0.1 PORT"
            })
    void shouldGreetAndHear(String tool, String command) throws Exception {
        Shell.assumeInstalled(tool);
        String output = Shell.run(command.replace("PORT", "" + server.port()));
        assertThat(output).matches("\\*\\*\\* you are 127\\.0\\.0\\.1:\\d+ in lobby; /help lists the commands\n");
        String name = output.split(" ")[3];
        listener.expect("*** " + name + " joined", name + ": hello");
        assertThat(listener.line()).startsWith("*** " + name + " left (");
    }
}
