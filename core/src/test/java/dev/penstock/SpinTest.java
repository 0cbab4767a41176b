package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A selector that returns at once and has nothing to tell, or fails, as some kernels have made it do, does not go unnoticed. */
@Timeout(30)
final class SpinTest {
    @Test
    void shouldNoticeThatItIsWokenForNothing() {
        var options = ReactorOptions.builder().provider(new RestlessProvider()).build();
        try (Reactor reactor = Reactor.open(options)) {
            for (int i = 0; i < 1000; i++) reactor.runOnce();
            assertThat(reactor.snapshot().get(Metric.SPINS)).isZero();
            for (int i = 0; i < 100; i++) reactor.runOnce();
            assertThat(reactor.snapshot().get(Metric.SPINS)).isEqualTo(1);
        }
    }

    /** A peer that is ready for ever, and never for anything, is ended; who is served meanwhile is not. */
    @Test
    void shouldEndThePeerWhoseReadinessComesToNothing() {
        var network = new WatchedNetwork();
        try (var fixture = new ReactorFixture(
                options -> options.provider(network), options -> {}, connection -> Connection::writeSome)) {
            TestClient restless = fixture.connect();
            TestClient neighbour = fixture.connect();
            restless.send("x");
            fixture.until(() -> restless.receivedCount() == 1);
            network.restless = fixture.connections.get(0).key;
            fixture.reactor.runOnce(); // the last in which anything is new
            for (int i = 0; i < SpinDetector.SPIN_TURNS; i++) fixture.reactor.runOnce();
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(2);
            fixture.reactor.runOnce();
            network.restless = null;
            assertThat(fixture.endOf(fixture.connections.get(0))).isEqualTo(CloseReason.HANDLER_FAILED);
            neighbour.send("y");
            fixture.until(() -> neighbour.receivedCount() == 1);
        }
    }

    @Test
    void shouldGoOnWhereAWaitFails() {
        var network = new WatchedNetwork();
        try (var fixture = new ReactorFixture(
                options -> options.provider(network), options -> {}, connection -> Connection::writeSome)) {
            TestClient client = fixture.connect();
            network.waitFailure = new IOException("on purpose");
            client.send("x");
            assertThat(fixture.reactor.runOnce()).isTrue();
            assertThat(fixture.takeErrors()).singleElement().isInstanceOf(IOException.class);
            fixture.until(() -> client.receivedCount() == 1);
        }
    }

    private static final class RestlessSelector extends AbstractSelector {
        RestlessSelector(SelectorProvider provider) {
            super(provider);
        }

        @Override
        public int select(Consumer<SelectionKey> action, long timeout) {
            return 0;
        }

        @Override
        public int select(Consumer<SelectionKey> action) {
            return 0;
        }

        @Override
        public int selectNow(Consumer<SelectionKey> action) {
            return 0;
        }

        @Override
        public int select(long timeout) {
            return 0;
        }

        @Override
        public int select() {
            return 0;
        }

        @Override
        public int selectNow() {
            return 0;
        }

        @Override
        public Selector wakeup() {
            return this;
        }

        @Override
        public Set<SelectionKey> keys() {
            return Set.of();
        }

        @Override
        public Set<SelectionKey> selectedKeys() {
            return Set.of();
        }

        @Override
        protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void implCloseSelector() {}
    }

    private static final class RestlessProvider extends SystemNetwork {
        @Override
        public AbstractSelector openSelector() {
            return new RestlessSelector(this);
        }
    }
}
