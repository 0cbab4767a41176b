package dev.penstock.apps.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.GaugedServer;
import dev.penstock.apps.Gauges;
import dev.penstock.apps.ServerProcess;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** At the limit of descriptors: no spinning, nobody who is connected suffers, and service returns when descriptors do. */
@Timeout(120) // seconds where the machine has time
final class EchoDescriptorsTest {
    private static final int LIMIT = 120;

    /** Free memory that the pool keeps for what comes next. */
    private static final long RETAINED_BYTES = 4 << 20;

    @Test
    void shouldCloseWhoeverComesPastTheLimitItDerives() throws Exception {
        try (var server = ServerProcess.startWithDescriptors(LIMIT, EchoServer.class, "--port", "0")) {
            List<Socket> served = connectUntilRefused(server);
            assertThat(served).hasSize(LIMIT - 32);
            for (Socket socket : served) assertThat(answers(socket)).isTrue();
            assertThat(server.errors()).isEmpty();
            served.get(0).close();
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
                try (Socket next = server.connect()) {
                    return answers(next);
                }
            });
            for (Socket socket : served) socket.close();
        }
    }

    @Test
    void shouldWaitWithoutSpinningWhereDescriptorsRunOut() throws Exception {
        try (var server = ServerProcess.startWithDescriptors(
                LIMIT,
                GaugedServer.class,
                ServerProcess.gauged(EchoServer.class, "--port", "0", "--max-connections", "1000"))) {
            Gauges withOne;
            try (Socket first = server.connect()) {
                assertThat(answers(first)).isTrue(); // what the JVM needs once is there
                withOne = server.gauges();
            }
            List<Socket> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) all.add(server.connect());
            int served = 0;
            while (answers(all.get(served), 1000)) served++;
            assertThat(served).isBetween(30, LIMIT);
            Awaitility.await().until(() -> server.errors().contains("accept failed"));
            long before = server.cpuTicks();
            // Ten ticks in two seconds are 5 % of a core.
            Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            assertThat(server.cpuTicks() - before).isLessThan(10);
            for (Socket socket : all.subList(0, served))
                assertThat(answers(socket)).isTrue();
            for (Socket socket : all.subList(0, 20)) socket.close();
            // Those that waited in the backlog are served as soon as descriptors are free, not when the pause is over.
            for (Socket socket : all.subList(served + 1, served + 15))
                assertThat(answers(socket)).isTrue();
            for (Socket socket : all) socket.close();
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(server.gauges().descriptors()).isLessThan(withOne.descriptors()));
            assertThat(server.gauges().directBytes()).isLessThanOrEqualTo(withOne.directBytes() + RETAINED_BYTES);
            assertThat(server.errors())
                    .startsWith("warning: echo: accept failed (Too many open files); next try in 50 ms");
            assertThat(server.errors().lines())
                    .hasSizeLessThan(15)
                    .allMatch(
                            line -> line.matches(
                                    "warning: echo: accept failed \\(.+\\); next try in \\d+ ms( \\(and \\d+ more like this\\))?"));
        }
    }

    private static List<Socket> connectUntilRefused(ServerProcess server) throws IOException {
        List<Socket> served = new ArrayList<>();
        for (int i = 0; i < LIMIT; i++) {
            Socket socket = server.connect();
            if (!answers(socket)) {
                socket.close();
                return served;
            }
            served.add(socket);
        }
        return served;
    }

    private static boolean answers(Socket socket) {
        return answers(socket, 10_000);
    }

    private static boolean answers(Socket socket, int timeoutMillis) {
        try {
            socket.setSoTimeout(timeoutMillis);
            socket.getOutputStream().write('x');
            return socket.getInputStream().read() == 'x';
        } catch (IOException e) {
            return false;
        }
    }
}
