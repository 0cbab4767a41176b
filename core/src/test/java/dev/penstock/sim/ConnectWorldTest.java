package dev.penstock.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.ConnectFailure;
import dev.penstock.ConnectNotes;
import dev.penstock.ConnectOptions;
import dev.penstock.Connection;
import dev.penstock.ListenException;
import dev.penstock.ListenerOptions;
import dev.penstock.Metric;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Outgoing connections on the simulated network, where every call can be made to fail, and time costs nothing. */
@Timeout(30)
final class ConnectWorldTest {
    private static final int MOST_TURNS = 1000;

    private final SimNetwork network = new SimNetwork(1, Weather.calm());
    private final Reactor reactor = Reactor.open(ReactorOptions.builder()
            .provider(network)
            .clock(network.clock())
            .errorHandler((connection, failure) -> {})
            .maxQueued(32 << 20)
            .build());
    private final ConnectNotes notes = new ConnectNotes();

    private InetSocketAddress listen(int backlog) throws ListenException {
        var options = ListenerOptions.builder().hosts(List.of("127.0.0.1")).backlog(backlog);
        return (InetSocketAddress) reactor.listen(options.build(), connection -> Connection::writeSome)
                .addresses()
                .get(0);
    }

    private void end() {
        reactor.shutdown(Duration.ofSeconds(1));
        for (int turns = 0; reactor.runOnce(); turns++) assertThat(turns).isLessThan(MOST_TURNS);
        network.pass(20_000_000_000L);
        assertThat(network.failure()).isNull();
        assertThat(network.descriptors()).as("descriptors").isZero();
        assertThat(network.keyCount()).as("keys").isZero();
        assertThat(reactor.snapshot().get(Metric.CONNECTING)).isZero();
        assertThat(reactor.snapshot().get(Metric.OPEN)).isZero();
    }

    @Test
    void shouldConnect() throws ListenException {
        connect(0);
        assertThat(notes.opened).hasSize(1);
        end();
    }

    /** Nobody else's timeout, and no sooner than its own. */
    @Test
    void shouldTimeOutOnTime() throws ListenException {
        var network = new SimNetwork(1, Weather.calm());
        Reactor server = Reactor.open(ReactorOptions.builder()
                .provider(network)
                .clock(network.clock())
                .build());
        var options = ListenerOptions.builder().hosts(List.of("127.0.0.1")).backlog(1);
        var full = (InetSocketAddress) server.listen(options.build(), connection -> Connection::writeSome)
                .addresses()
                .get(0);
        network.connect(new InetSocketAddress(full.getAddress(), 20_000), full); // nobody runs the server
        Reactor client = Reactor.open(ReactorOptions.builder()
                .provider(network)
                .clock(network.clock())
                .build());
        network.pass(1_000_000_000L);
        client.runOnce(Duration.ZERO);
        long start = network.clock().elapsed();
        client.connect(full, ConnectOptions.defaults(), notes, notes);
        for (int turns = 0; !notes.isTold(); turns++) {
            assertThat(turns).isLessThan(MOST_TURNS);
            client.runOnce();
        }
        assertThat(notes.failures.get(0).problem()).isEqualTo(ConnectFailure.Problem.TIMED_OUT);
        assertThat(network.clock().elapsed() - start).isBetween(10_000_000_000L, 10_010_000_000L);
    }

    /** Returns how many calls that took. */
    private long connect(long failAt) throws ListenException {
        InetSocketAddress address = listen(10);
        long before = network.operations();
        if (failAt > 0) network.failAt(failAt);
        reactor.connect(address, ConnectOptions.defaults(), notes, notes);
        for (int turns = 0; !notes.isTold(); turns++) {
            assertThat(turns).as("call %d", failAt).isLessThan(MOST_TURNS);
            reactor.runOnce();
        }
        return network.operations() - before;
    }

    /** Whichever call of those until it is told fails: it is told once, and nothing leaks. */
    @Test
    void shouldTellOnceAndLeakNothingWhicheverCallFails() throws ListenException {
        long calls = connect(0);
        end();
        assertThat(calls).isGreaterThan(8);
        for (int n = 1; n <= calls; n++) {
            var one = new ConnectWorldTest();
            one.connect(n);
            one.end();
            assertThat(one.notes.opened.size() + one.notes.failures.size())
                    .as("call %d", n)
                    .isEqualTo(1);
            assertThat(one.notes.ends).as("call %d", n).hasSameSizeAs(one.notes.opened);
        }
    }
}
