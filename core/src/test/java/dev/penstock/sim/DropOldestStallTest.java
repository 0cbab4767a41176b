package dev.penstock.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.ListenException;
import dev.penstock.ListenerOptions;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import dev.penstock.SlowPeerPolicy;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class DropOldestStallTest {
    private static final int LENGTH = 2 << 10;
    private static final long SECOND = 1_000_000_000;

    /** The kernel holds a whole number of messages, so the one that waits has not begun, and is dropped for the next. */
    @Test
    void shouldEndAPeerThatTakesNothingThoughWhatWaitsForItIsAlwaysNew() throws ListenException {
        var network = new SimNetwork(1, Weather.calm());
        var server = new Server(network);
        SimSocket peer = network.connect(new InetSocketAddress(server.address.getAddress(), 20_000), server.address);
        peer.receiveBuffer(2 * LENGTH);
        while (network.clock().elapsed() < 12 * SECOND && server.reason == null) server.reactor.runOnce();

        assertThat(server.reason).isEqualTo(CloseReason.STALLED);
        assertThat(network.clock().elapsed()).isBetween(5 * SECOND, 7 * SECOND);
        server.reactor.close();
    }

    /** Sends its peer a message every half a second. */
    private static final class Server implements ConnectionHandler {
        private final Reactor reactor;
        private final InetSocketAddress address;
        private CloseReason reason;

        Server(SimNetwork network) throws ListenException {
            reactor = Reactor.open(ReactorOptions.builder()
                    .provider(network)
                    .clock(network.clock())
                    .build());
            ListenerOptions options = ListenerOptions.builder()
                    .hosts(List.of("127.0.0.1"))
                    .policy(SlowPeerPolicy.dropOldest(LENGTH, Duration.ofSeconds(5)))
                    .sendBuffer(2 * LENGTH)
                    .build();
            address = (InetSocketAddress)
                    reactor.listen(options, connection -> this).addresses().get(0);
        }

        @Override
        public void onOpen(Connection connection) {
            for (int i = 0; i < 5; i++) connection.write(ByteBuffer.allocate(LENGTH));
            sendLater(connection);
        }

        private void sendLater(Connection connection) {
            reactor.schedule(Duration.ofMillis(500), () -> {
                connection.write(ByteBuffer.allocate(LENGTH));
                sendLater(connection);
            });
        }

        @Override
        public void onData(Connection connection, ByteBuffer data) {}

        @Override
        public void onClosed(Connection connection, CloseReason why) {
            reason = why;
        }
    }
}
