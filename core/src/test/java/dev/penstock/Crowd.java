package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Thousands of clients, read by the test's thread through one selector. */
final class Crowd implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a client makes of its bytes. */
    interface Receiver {
        /** Bytes have arrived, lent for the duration of the call. */
        void received(byte[] bytes, int length);
    }

    private final Selector selector;
    private final List<SelectionKey> keys = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 << 10);
    private final byte[] bytes = new byte[buffer.capacity()];

    Crowd() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Connects so many; returns what they will have received.
     *
     * @param receiveBuffer the kernel's, or 0 for its own choice
     * @param isReading whether they read from the beginning, or only once they are told to
     */
    <T extends Receiver> List<T> connect(
            ReactorFixture fixture, int count, int receiveBuffer, boolean isReading, Supplier<T> receivers) {
        List<T> crowd = new ArrayList<>();
        long before = fixture.get(Metric.ACCEPTED);
        try {
            for (int i = 0; i < count; i++) {
                SocketChannel channel = SocketChannel.open();
                if (receiveBuffer > 0) channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
                channel.connect(fixture.address());
                channel.configureBlocking(false);
                T receiver = receivers.get();
                keys.add(channel.register(selector, isReading ? SelectionKey.OP_READ : 0, receiver));
                crowd.add(receiver);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fixture.until(() -> fixture.get(Metric.ACCEPTED) == before + count);
        return crowd;
    }

    /** Has everybody read. */
    void resume() {
        for (SelectionKey key : keys) key.interestOps(SelectionKey.OP_READ);
    }

    /** Reads until the condition holds. */
    void readUntil(BooleanSupplier condition, Supplier<String> what) {
        for (long start = System.nanoTime(); !condition.getAsBoolean(); ) {
            try {
                selector.select(this::read, 1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            assertThat(System.nanoTime() - start).as(what::get).isLessThan(PATIENCE.toNanos());
        }
    }

    private void read(SelectionKey key) {
        try {
            int got = ((SocketChannel) key.channel()).read(buffer.clear());
            assertThat(got).as("bytes read; -1 is the end").isNotNegative();
            buffer.flip().get(bytes, 0, got);
            ((Receiver) key.attachment()).received(bytes, got);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : keys) key.channel().close();
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
