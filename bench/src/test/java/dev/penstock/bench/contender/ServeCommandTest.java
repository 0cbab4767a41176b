package dev.penstock.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.Bench;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A contender in a process of its own. */
@Timeout(60)
final class ServeCommandTest {
    @ParameterizedTest
    @EnumSource(
            value = Contender.class,
            names = {"THREADS_QUEUED", "NETTY_EPOLL"})
    void shouldServeAndGiveFiguresUntilStandardInputEnds(Contender contender) throws Exception {
        Process process = serve(contender, "chat");
        try (BufferedReader out = reader(process)) {
            String ready = out.readLine();
            if (contender.unavailable().isPresent()) {
                assertThat(ready).isNull();
                assertThat(process.waitFor()).isEqualTo(1);
                return;
            }
            assertThat(ready).matches("ready \\d+");
            int port = Integer.parseInt(ready.substring("ready ".length()));
            try (Peer a = Peer.connect(port, 0);
                    Peer b = Peer.connect(port, 0)) {
                b.send("hello\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(a.receive(6)).isEqualTo("hello\n".getBytes(StandardCharsets.US_ASCII));
                process.getOutputStream().write("sample\ncollect\n".getBytes(StandardCharsets.US_ASCII));
                process.getOutputStream().flush();
                for (int i = 0; i < 2; i++)
                    assertThat(out.readLine())
                            .matches("\\{\"heapUsedBytes\":[1-9]\\d*,\"heapCommittedBytes\":[1-9]\\d*,"
                                    + "\"directBytes\":\\d+,\"allocatedBytes\":[1-9]\\d*,"
                                    + "\"gcMillis\":\\d+,\"gcCount\":\\d+,\"threads\":[1-9]\\d*,\"missedMessages\":0}");
                process.getOutputStream().close();
                assertThat(process.waitFor()).isZero();
            }
            assertThat(errors(process)).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process serve(Contender contender, String work) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(contender.jvmOptions(Runtime.version().feature()));
        command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Bench.class.getName(), "serve", contender.toString(), work));
        return new ProcessBuilder(command).start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String errors(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
