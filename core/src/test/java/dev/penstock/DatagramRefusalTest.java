package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A kernel that takes no datagram, or gives none: loopback never refuses any, so a channel that plays it. */
@Timeout(30)
final class DatagramRefusalTest {
    private static final InetSocketAddress SOMEBODY = new InetSocketAddress("127.0.0.1", 7);

    private static SendResult send(ReactorFixture fixture, RefusingChannel channel, ByteBuffer data) {
        var endpoint = new DatagramEndpoint(fixture.reactor, channel, new DatagramNotes(), SOMEBODY, null);
        SendResult result = endpoint.send(data, SOMEBODY);
        assertThat(data.position()).as("left alone").isZero();
        assertThat(fixture.get(Metric.DATAGRAMS_DROPPED)).isEqualTo(1);
        assertThat(fixture.get(Metric.DATAGRAMS_OUT) + fixture.get(Metric.BYTES_OUT))
                .isZero();
        return result;
    }

    /** Beside a real one, as the stage is made for those that are bound. */
    private static DatagramEndpoint receiving(ReactorFixture fixture, RefusingChannel channel, DatagramNotes notes)
            throws ListenException {
        fixture.reactor.bindDatagram(DatagramOptions.builder().build(), new DatagramNotes());
        return new DatagramEndpoint(fixture.reactor, channel, notes, SOMEBODY, SOMEBODY);
    }

    @Test
    void shouldDropAndCountWhatTheKernelHasNoRoomFor() {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            assertThat(send(fixture, new RefusingChannel(null), ByteBuffer.allocate(100)))
                    .isEqualTo(SendResult.DROPPED);
        }
    }

    @Test
    void shouldSayAndReportThatTheNetworkRefuses() {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            var failure = new SocketException("Network is unreachable");
            assertThat(send(fixture, new RefusingChannel(failure), ByteBuffer.allocateDirect(100)))
                    .isEqualTo(SendResult.REFUSED);
            assertThat(fixture.takeErrors()).containsExactly(failure);
            assertThat(fixture.get(Metric.IO_FAILURES)).isEqualTo(1);
        }
    }

    /** Such as a router's answer, which comes now and then, and must not end what works in between. */
    @Test
    void shouldGoOnWhereReceivingFailsNowAndThen() throws ListenException {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            var channel = new RefusingChannel(new SocketException("Protocol not available"));
            var notes = new DatagramNotes();
            DatagramEndpoint endpoint = receiving(fixture, channel, notes);
            for (int i = 0; i < 2 * DatagramStage.MAX_FAILURES; i++) {
                channel.failures = 1;
                fixture.reactor.datagrams.receive(endpoint, DatagramStage.MAX_DATAGRAMS_A_TURN);
            }
            assertThat(fixture.takeErrors()).hasSize(2 * DatagramStage.MAX_FAILURES);
            fixture.step();
            assertThat(notes.closed).isZero();
        }
    }

    /** It would be ready for ever. */
    @Test
    void shouldCloseWhereReceivingFailsForEver() throws ListenException {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            var channel = new RefusingChannel(new SocketException("Bad file descriptor"));
            var notes = new DatagramNotes();
            DatagramEndpoint endpoint = receiving(fixture, channel, notes);
            channel.failures = Integer.MAX_VALUE;
            fixture.reactor.datagrams.receive(endpoint, DatagramStage.MAX_DATAGRAMS_A_TURN);
            assertThat(fixture.takeErrors()).hasSize(DatagramStage.MAX_FAILURES);
            fixture.step();
            assertThat(notes.closed).isEqualTo(1);
        }
    }

    /** It came between the binding and the connecting, or while nothing was sent. */
    @Test
    void shouldHearNobodyButItsPeer() throws ListenException {
        try (var fixture = new ReactorFixture(Connection::writeSome)) {
            var channel = new RefusingChannel(null);
            var notes = new DatagramNotes();
            DatagramEndpoint endpoint = receiving(fixture, channel, notes);
            channel.senders.add(new InetSocketAddress("127.0.0.1", 8));
            channel.senders.add(SOMEBODY);
            channel.senders.add(new InetSocketAddress("127.0.0.2", 7));
            fixture.reactor.datagrams.receive(endpoint, DatagramStage.MAX_DATAGRAMS_A_TURN);
            assertThat(notes.senders).containsExactly(SOMEBODY);
            assertThat(fixture.get(Metric.DATAGRAMS_IN)).isEqualTo(1);
        }
    }

    private static final class RefusingChannel extends DatagramChannel {
        private final IOException failure; // or null where there only is no room
        private final Queue<SocketAddress> senders = new ArrayDeque<>(); // whose datagrams wait
        private int failures; // of receives, until there is nothing to receive

        RefusingChannel(IOException failure) {
            super(SelectorProvider.provider());
            this.failure = failure;
        }

        @Override
        public int send(ByteBuffer data, SocketAddress to) throws IOException {
            if (failure != null) throw failure;
            return 0;
        }

        @Override
        public SocketAddress receive(ByteBuffer data) throws IOException {
            if (failures-- > 0) throw failure;
            return senders.poll();
        }

        @Override
        public int read(ByteBuffer data) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] data, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer data) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] data, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DatagramChannel bind(SocketAddress local) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DatagramChannel connect(SocketAddress remote) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DatagramChannel disconnect() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> DatagramChannel setOption(SocketOption<T> name, T value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T getOption(SocketOption<T> name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            return Set.of();
        }

        @Override
        public DatagramSocket socket() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isConnected() {
            return false;
        }

        @Override
        public SocketAddress getRemoteAddress() {
            return null;
        }

        @Override
        public SocketAddress getLocalAddress() {
            return SOMEBODY;
        }

        @Override
        public MembershipKey join(InetAddress group, NetworkInterface network) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MembershipKey join(InetAddress group, NetworkInterface network, InetAddress source) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void implCloseSelectableChannel() {}

        @Override
        protected void implConfigureBlocking(boolean block) {}
    }
}
