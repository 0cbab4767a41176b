package dev.penstock.apps.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limits that a user sets: who may come, and who may stay. */
@Timeout(60)
final class EchoLimitsTest {
    @Test
    void shouldCloseAnIdlePeerInOrderAndSayWhy() throws Exception {
        try (var server = ServerProcess.start(
                        EchoServer.class, "--port", "0", "--idle-timeout", "300ms", "--log-level", "info");
                Socket socket = server.connect()) {
            assertThat(answers(socket)).isTrue();
            long start = System.nanoTime();
            assertThat(socket.getInputStream().read()).as("an orderly end").isEqualTo(-1);
            assertThat(System.nanoTime() - start).isGreaterThan(200_000_000L);
            String left = "info: echo: 127.0.0.1:" + socket.getLocalPort() + " left (idle)\n";
            await(() -> server.errors().endsWith(left));
        }
    }

    @Test
    void shouldCloseAtOnceWhoIsOneTooMany() throws Exception {
        try (var server = ServerProcess.start(EchoServer.class, "--port", "0", "--max-connections", "2");
                Socket first = server.connect();
                Socket second = server.connect()) {
            assertThat(answers(first)).isTrue();
            assertThat(answers(second)).isTrue();
            try (Socket third = server.connect()) {
                assertThat(third.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(answers(first)).isTrue();
            second.shutdownOutput();
            await(() -> {
                try (Socket next = server.connect()) {
                    return answers(next);
                }
            });
        }
    }

    @Test
    void shouldCloseAtOnceTheSecondOfAnAddress() throws Exception {
        try (var server = ServerProcess.start(EchoServer.class, "--port", "0", "--max-connections-per-address", "1");
                Socket first = server.connect();
                Socket other = new Socket()) {
            assertThat(answers(first)).isTrue();
            try (Socket second = server.connect()) {
                assertThat(second.getInputStream().read()).isEqualTo(-1);
            }
            other.setSoTimeout(20_000);
            other.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
            other.connect(new InetSocketAddress("127.0.0.1", server.port()));
            assertThat(answers(other)).isTrue();
            assertThat(answers(first)).isTrue();
        }
    }

    /** Whether it is served; false when the server has closed it, in which case the byte may have met a reset. */
    private static boolean answers(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            return socket.getInputStream().read() == 'x';
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
    }
}
