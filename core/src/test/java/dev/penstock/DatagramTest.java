package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datagrams on real sockets of loopback, which loses none while there is room. */
@Timeout(30)
@Isolated
final class DatagramTest {
    private final DatagramNotes notes = new DatagramNotes();

    private static DatagramOptions on(InetSocketAddress address) {
        return DatagramOptions.builder().localAddress(address).build();
    }

    private static DatagramOptions to(InetSocketAddress address) {
        return DatagramOptions.builder().remoteAddress(address).build();
    }

    private static ReactorFixture fixture() {
        return new ReactorFixture(Connection::writeSome);
    }

    private static DatagramEndpoint echo(ReactorFixture fixture) throws ListenException {
        return fixture.reactor.bindDatagram(
                DatagramOptions.builder().build(), (endpoint, sender, data) -> endpoint.send(data, sender));
    }

    /** A port where nobody receives, as whoever did has just gone. */
    private static InetSocketAddress nobody() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            return (InetSocketAddress)
                    channel.bind(new InetSocketAddress("127.0.0.1", 0)).getLocalAddress();
        }
    }

    /** Whole, whatever its length, from the heap as well as from outside of it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1500, DatagramEndpoint.MAX_BYTES})
    void shouldSendAndReceiveWhole(int length) throws ListenException {
        byte[] bytes = TestClient.pattern(length);
        try (var fixture = fixture()) {
            DatagramEndpoint echo = echo(fixture);
            DatagramEndpoint endpoint =
                    fixture.reactor.bindDatagram(DatagramOptions.builder().build(), notes);
            ByteBuffer heap = ByteBuffer.wrap(bytes);
            assertThat(endpoint.send(heap, echo.localAddress())).isEqualTo(SendResult.SENT);
            assertThat(heap.hasRemaining()).isFalse();
            fixture.until(() -> notes.received.size() == 1);
            ByteBuffer direct = ByteBuffer.allocateDirect(length).put(bytes).flip();
            assertThat(endpoint.send(direct, echo.localAddress())).isEqualTo(SendResult.SENT);
            assertThat(direct.hasRemaining()).isFalse();
            fixture.until(() -> notes.received.size() == 2);
            assertThat(notes.received).containsExactly(bytes, bytes);
            assertThat(notes.senders).containsOnly(echo.localAddress());
            assertThat(fixture.get(Metric.DATAGRAMS_IN)).isEqualTo(4);
            assertThat(fixture.get(Metric.DATAGRAMS_OUT)).isEqualTo(4);
            assertThat(fixture.get(Metric.BYTES_OUT)).isEqualTo(4L * length);
        }
    }

    /** The JDK makes no system call to send nothing to the peer of a channel. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, DatagramEndpoint.MAX_BYTES})
    void shouldSendAndReceiveWholeWhereItIsConnected(int length) throws ListenException {
        byte[] bytes = TestClient.pattern(length);
        try (var fixture = fixture()) {
            DatagramEndpoint echo = echo(fixture);
            DatagramEndpoint connected = fixture.reactor.bindDatagram(to(echo.localAddress()), notes);
            for (int count = 1; count <= 2; count++) {
                int soMany = count;
                assertThat(connected.send(ByteBuffer.wrap(bytes))).isEqualTo(SendResult.SENT);
                fixture.until(() -> notes.received.size() == soMany);
            }
            assertThat(notes.received).containsExactly(bytes, bytes);
            assertThat(fixture.get(Metric.DATAGRAMS_IN)).isEqualTo(4);
        }
    }

    @Test
    void shouldRefuseWhatNoDatagramCanHold() throws ListenException {
        try (var fixture = fixture()) {
            DatagramEndpoint echo = echo(fixture);
            ByteBuffer tooLong = ByteBuffer.allocate(DatagramEndpoint.MAX_BYTES + 1);
            assertThatThrownBy(() -> echo.send(tooLong, echo.localAddress()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a datagram of 65508 bytes can never be sent: the limit is 65507");
            assertThat(tooLong.position()).isZero();
        }
    }

    @Test
    void shouldSayWhichAddressesItCannotSendTo() throws ListenException {
        try (var fixture = fixture()) {
            DatagramEndpoint echo = echo(fixture);
            for (var wrong :
                    List.of(InetSocketAddress.createUnresolved("nosuch.invalid", 7), new InetSocketAddress("::1", 7)))
                assertThatThrownBy(() -> echo.send(ByteBuffer.allocate(1), wrong))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("cannot send to " + AddressFormat.format(wrong));
            DatagramEndpoint connected = fixture.reactor.bindDatagram(to(echo.localAddress()), notes);
            assertThatThrownBy(() -> connected.send(ByteBuffer.allocate(1), connected.localAddress()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("connected to ");
            assertThatThrownBy(() -> echo.send(ByteBuffer.allocate(1))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void shouldBindIpv6AndSayWhatItCannotBind() throws ListenException {
        var v6 = new InetSocketAddress("::1", 0);
        try (var fixture = fixture()) {
            DatagramEndpoint taken = echo(fixture);
            assertThatThrownBy(() -> fixture.reactor.bindDatagram(on(taken.localAddress()), notes))
                    .isInstanceOf(ListenException.class)
                    .hasMessage("cannot listen on " + taken + ": Address already in use");
            assertThatThrownBy(() -> fixture.reactor.bindDatagram(on(new InetSocketAddress("192.0.2.1", 0)), notes))
                    .isInstanceOfSatisfying(
                            ListenException.class,
                            e -> assertThat(e.problem()).isEqualTo(ListenException.Problem.NOT_LOCAL));
            assumeTrue(hasIpv6(fixture), "no IPv6 here");
            DatagramEndpoint endpoint = fixture.reactor.bindDatagram(on(v6), notes);
            assertThat(endpoint)
                    .hasToString("udp:[::1]:" + endpoint.localAddress().getPort());
            endpoint.send(ByteBuffer.allocate(3), endpoint.localAddress());
            fixture.until(() -> notes.received.size() == 1);
            assertThat(notes.senders).containsExactly(endpoint.localAddress());
        }
    }

    private static boolean hasIpv6(ReactorFixture fixture) {
        try {
            fixture.reactor.bindDatagram(on(new InetSocketAddress("::1", 0)), new DatagramNotes());
            return true;
        } catch (ListenException e) {
            return false;
        }
    }

    /** The answer of the peer's system may be met by a receive, or by the next send, which then is tried again. */
    @Test
    void shouldTellOnceThatNobodyListens() throws IOException {
        try (var fixture = fixture()) {
            DatagramEndpoint endpoint = fixture.reactor.bindDatagram(to(nobody()), notes);
            assertThat(endpoint.send(ByteBuffer.allocate(1))).isEqualTo(SendResult.SENT);
            fixture.until(() -> notes.unreachable == 1);
            fixture.settle();
            assertThat(notes.unreachable).isEqualTo(1);

            endpoint.send(ByteBuffer.allocate(1));
            assertThat(endpoint.send(ByteBuffer.allocate(1))).isEqualTo(SendResult.SENT);
            assertThat(notes.unreachable).as("told within the call").isEqualTo(1);
            fixture.until(() -> notes.unreachable > 1);
            fixture.settle();
            assertThat(notes.unreachable).as("answers, which may have met").isBetween(2, 3);
            assertThat(notes.received).isEmpty();
        }
    }

    /** However much arrives: each turn takes its share, and no more. */
    @Test
    void shouldTakeNoMoreThanItsShareOfAFloodInATurn() throws IOException {
        int flood = 2 * DatagramStage.MAX_DATAGRAMS_A_TURN + 10;
        try (var fixture = fixture();
                DatagramChannel peer = DatagramChannel.open()) {
            DatagramEndpoint endpoint =
                    fixture.reactor.bindDatagram(DatagramOptions.builder().build(), notes);
            for (int i = 0; i < flood; i++) peer.send(ByteBuffer.allocate(1), endpoint.localAddress());
            List<Integer> counts = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                fixture.step();
                counts.add(notes.received.size());
            }
            assertThat(counts)
                    .containsExactly(DatagramStage.MAX_DATAGRAMS_A_TURN, 2 * DatagramStage.MAX_DATAGRAMS_A_TURN, flood);
        }
    }

    /** Nor on an endpoint that is not connected, as long as the sender is the same. */
    @Test
    void shouldAllocateNothingToAnswer() throws IOException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        try (var fixture = fixture();
                DatagramChannel peer = DatagramChannel.open()) {
            peer.connect(echo(fixture).localAddress());
            ByteBuffer message = ByteBuffer.allocateDirect(64);
            fixture.clock.advance(Duration.ofHours(1));
            fixture.step();
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 4 && least >= 1000; round++) {
                long allocated = 0;
                for (int i = 0; i < 20_000; i++) {
                    peer.write(message.clear());
                    long before = threads.getThreadAllocatedBytes(thread);
                    fixture.step();
                    allocated += threads.getThreadAllocatedBytes(thread) - before;
                    peer.read(message.clear());
                }
                least = Math.min(least, allocated);
            }
            assertThat(least).isLessThan(1000);
        }
    }
}
