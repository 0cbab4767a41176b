package dev.penstock.apps.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.Gauges;
import dev.penstock.apps.ServerProcess;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A server that meets one fault after the other, and logs all it can say at info. After each its log holds what is expected and
 * nothing else, and it has as many descriptors and as much direct memory as when it began.
 */
final class FaultedServer implements AutoCloseable {
    /** Free memory that the pool keeps for what comes next. */
    private static final long RETAINED_BYTES = 4 << 20;

    final ServerProcess process;
    private final Gauges withOne;
    private int linesBefore = 2;

    private FaultedServer(ServerProcess process, Gauges withOne) {
        this.process = process;
        this.withOne = withOne;
    }

    /** Starts one that has served a first peer: what the JVM needs once is there then. */
    static FaultedServer start(Class<?> main, String... args) throws IOException {
        var process = ServerProcess.startGauged(
                main,
                Stream.concat(Stream.of("--port", "0", "--log-level", "info"), Stream.of(args))
                        .toArray(String[]::new));
        Gauges withOne;
        try (Socket first = process.connect()) {
            await().until(() -> process.errors().endsWith(" connected\n"));
            withOne = process.gauges();
            first.shutdownOutput();
            while (first.getInputStream().read() >= 0) {}
        }
        await().until(() -> process.errors().endsWith(" left (end of input)\n"));
        return new FaultedServer(process, withOne);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(20));
    }

    /** Waits until it has logged this since it was asked before, no matter in which order, and has given back what it took. */
    void expectLogged(String... lines) {
        await().untilAsserted(() ->
                assertThat(logged().subList(linesBefore, logged().size())).containsExactlyInAnyOrder(lines));
        linesBefore += lines.length;
        await().untilAsserted(() -> {
            Gauges now = process.gauges();
            // Fewer where the JVM had a file of its own open when it was asked at first.
            assertThat(now.descriptors()).isLessThan(withOne.descriptors());
            assertThat(now.directBytes()).isLessThanOrEqualTo(withOne.directBytes() + RETAINED_BYTES);
        });
    }

    /** Direct memory that it has taken since it began; 0 on a JVM that does not count it. */
    long directBytesTaken() throws IOException {
        return process.gauges().directBytes() - withOne.directBytes();
    }

    /** Its log, without what differs from time to time. */
    private List<String> logged() throws IOException {
        return process.errors()
                .replaceAll("127\\.0\\.0\\.1:\\d+", "PEER")
                .replaceAll("[1-9]\\d* bytes dropped", "SOME bytes dropped")
                .lines()
                .toList();
    }

    /** Stops it: nothing was logged since the last fault, and nothing is left of any. */
    void expectOrderlyEnd() throws IOException, InterruptedException {
        process.signal("TERM");
        assertThat(process.awaitExit()).isZero();
        assertThat(logged().subList(linesBefore, logged().size()))
                .containsExactly(
                        "stopped: 0 connections, 0 bytes handed to the kernel while draining, 0 bytes dropped");
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
