package dev.penstock.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Connection;
import dev.penstock.ListenException;
import dev.penstock.ListenerOptions;
import dev.penstock.Metric;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without descriptors a connection stays in the backlog and its listener ready: to try at once again would be to spin. */
@Timeout(20)
final class AcceptPauseTest {
    private static final long MILLISECOND = 1_000_000;

    private final SimNetwork network = new SimNetwork(1, Weather.calm());
    private final Reactor reactor = Reactor.open(ReactorOptions.builder()
            .provider(network)
            .clock(network.clock())
            .maxConnections(100)
            .build());

    private long get(Metric metric) {
        return reactor.snapshot().get(metric);
    }

    /** Lets so much time pass; returns the moments at which an accept failed. */
    private List<Long> failuresDuring(Duration time) {
        List<Long> moments = new ArrayList<>();
        long end = network.clock().elapsed() + time.toNanos();
        for (long left; (left = end - network.clock().elapsed()) > 0; ) {
            long before = get(Metric.ACCEPT_FAILURES);
            reactor.runOnce(Duration.ofNanos(left));
            if (get(Metric.ACCEPT_FAILURES) > before)
                moments.add(network.clock().elapsed() / MILLISECOND);
        }
        return moments;
    }

    @Test
    void shouldTryAgainLessAndLessOftenAndThenTakeWhoWaits() throws ListenException {
        var options = ListenerOptions.builder().hosts(List.of("127.0.0.1"));
        var server = (InetSocketAddress) reactor.listen(options.build(), connection -> Connection::writeSome)
                .addresses()
                .get(0);
        network.descriptorLimit(network.descriptors());
        for (int i = 0; i < 3; i++) network.connect(new InetSocketAddress(server.getAddress(), 20_000 + i), server);

        List<Long> tries = failuresDuring(Duration.ofSeconds(5));
        List<Long> pauses = new ArrayList<>();
        for (int i = 1; i < tries.size(); i++) pauses.add(tries.get(i) - tries.get(i - 1));
        assertThat(pauses).hasSize(8);
        for (int i = 0; i < 8; i++)
            assertThat(pauses.get(i)).isBetween(Math.min(1000L, 50L << i), Math.min(1000L, 50L << i) + 3);
        assertThat(get(Metric.TURNS)).as("turns in all").isLessThan(50);

        network.descriptorLimit(Integer.MAX_VALUE);
        assertThat(failuresDuring(Duration.ofSeconds(1).plusMillis(3))).isEmpty();
        assertThat(get(Metric.ACCEPTED)).isEqualTo(3);
        reactor.close();
    }
}
