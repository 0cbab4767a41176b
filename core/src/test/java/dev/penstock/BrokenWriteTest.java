package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A peer that goes away between two writes of one flush: no socket does that on demand, so a channel that plays it. */
@Timeout(30)
final class BrokenWriteTest {
    @Test
    void shouldAccountForWhatTheKernelTookBeforeTheWriteThatFailed() throws IOException {
        try (var fixture = new ReactorFixture((c, data) -> {})) {
            breakHalfWay(fixture);
            assertThat(fixture.takeErrors()).isNotEmpty();
            assertThat(fixture.get(Metric.BYTES_QUEUED)).isZero();
            assertThat(fixture.get(Metric.BYTES_OUT) + fixture.get(Metric.BYTES_DROPPED))
                    .isEqualTo(200 << 10);
        }
    }

    /** Once it is known to be broken nothing more is tried on it. */
    @Test
    void shouldReportABrokenWriteOnce() throws IOException {
        try (var fixture = new ReactorFixture((c, data) -> {})) {
            breakHalfWay(fixture);
            assertThat(fixture.takeErrors()).hasSize(1);
        }
    }

    private static void breakHalfWay(ReactorFixture fixture) throws IOException {
        try (SocketChannel forItsKey = SocketChannel.open()) {
            forItsKey.configureBlocking(false);
            var address = new InetSocketAddress("127.0.0.1", 1);
            var connection = new Connection(fixture.reactor, fixture.listener.terms, new BreakingChannel(), address, 0);
            connection.key = fixture.reactor.loop.register(forItsKey, 0, connection);
            fixture.reactor.opened(connection, fixture.listener.handlers());
            assertThat(connection.write(ByteBuffer.allocate(200 << 10))).isEqualTo(WriteResult.ACCEPTED);
            fixture.step();
            fixture.step();
            assertThat(fixture.endOf(connection)).isEqualTo(CloseReason.CONNECTION_RESET);
        }
    }

    /** Takes the first write whole, and is broken from then on. */
    private static final class BreakingChannel extends SocketChannel {
        private boolean broken;

        BreakingChannel() {
            super(SelectorProvider.provider());
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (broken) throw new IOException("Broken pipe");
            broken = true;
            int length = bytes.remaining();
            bytes.position(bytes.limit());
            return length;
        }

        @Override
        public long write(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer bytes) {
            return 0;
        }

        @Override
        public long read(ByteBuffer[] bytes, int offset, int length) {
            return 0;
        }

        @Override
        public <T> SocketChannel setOption(SocketOption<T> name, T value) {
            return this;
        }

        @Override
        public <T> T getOption(SocketOption<T> name) {
            return null;
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            return Set.of();
        }

        @Override
        public SocketChannel bind(SocketAddress local) {
            return this;
        }

        @Override
        public SocketChannel shutdownInput() {
            return this;
        }

        @Override
        public SocketChannel shutdownOutput() {
            return this;
        }

        @Override
        public Socket socket() {
            return null;
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public boolean isConnectionPending() {
            return false;
        }

        @Override
        public boolean connect(SocketAddress remote) {
            return true;
        }

        @Override
        public boolean finishConnect() {
            return true;
        }

        @Override
        public SocketAddress getRemoteAddress() {
            return null;
        }

        @Override
        public SocketAddress getLocalAddress() {
            return null;
        }

        @Override
        protected void implCloseSelectableChannel() {}

        @Override
        protected void implConfigureBlocking(boolean block) {}
    }
}
