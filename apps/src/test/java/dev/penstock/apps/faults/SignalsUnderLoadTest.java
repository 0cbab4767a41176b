package dev.penstock.apps.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import dev.penstock.apps.framed.FramedServer;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals to a server that is busy: whoever was answered is answered whole, up to an orderly end. */
@Timeout(120) // seconds where the machine has time
@Execution(ExecutionMode.CONCURRENT)
final class SignalsUnderLoadTest {
    private static final int CLIENTS = 4;

    /** So much is queued for who does not read that it will not be gone, as what clients are owed for a moment is. */
    private static final Pattern OWED = Pattern.compile(" [1-9]\\d{6,} queued");

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void shouldAnswerWholeFramesOnlyAndSayNothingButThatItStopped(String signal) throws Exception {
        try (var server = ServerProcess.start(FramedServer.class, "--port", "0")) {
            List<FrameClient> clients = load(server);
            server.signal(signal);
            expectEnds(clients);
            assertThat(server.awaitExit()).isZero();
            assertThat(server.errors())
                    .matches("stopped: " + CLIENTS
                            + " connections, \\d+ bytes handed to the kernel while draining, 0 bytes dropped\n");
        }
    }

    @Test
    void shouldEndAtOnceAndWithoutAWordOnASecondInterrupt() throws Exception {
        try (var server = ServerProcess.start(
                        FramedServer.class, "--port", "0", "--drain-timeout", "1h", "--stats", "50ms");
                var lazy = ClientProcess.sender(server)) {
            lazy.stop();
            List<FrameClient> clients = load(server);
            await(() -> OWED.matcher(server.errors()).find());
            server.signal("INT");
            expectEnds(clients);
            await(() -> isRefused(server));
            assertThat(server.isAlive()).as("for the lazy one").isTrue();
            server.signal("INT");
            assertThat(server.awaitExit()).isEqualTo(130);
            assertThat(server.errors().lines()).allMatch(line -> line.startsWith("stats: "));
        }
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
    }

    private static List<FrameClient> load(ServerProcess server) throws Exception {
        List<FrameClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) clients.add(FrameClient.begin(server));
        return clients;
    }

    private static void expectEnds(List<FrameClient> clients) throws Exception {
        for (FrameClient client : clients)
            assertThat(client.answers.get(20, TimeUnit.SECONDS)).isGreaterThan(1000);
    }

    private static boolean isRefused(ServerProcess server) throws Exception {
        try {
            server.connect().close();
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }
}
