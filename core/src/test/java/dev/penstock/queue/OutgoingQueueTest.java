package dev.penstock.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.buffer.BufferPool;
import dev.penstock.buffer.Chunk;
import dev.penstock.buffer.RationedChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class OutgoingQueueTest {
    private final BufferPool pool = new BufferPool(1 << 20, 64 << 10);
    private final OutgoingQueue queue = new OutgoingQueue(false);

    @AfterEach
    void release() {
        queue.clear(pool);
        assertThat(pool.used()).isZero();
        pool.close();
    }

    @Test
    void shouldHoldNothingWhenEmpty() throws IOException {
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.append(ByteBuffer.allocate(0), 0, pool)).isTrue();

        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.bytes()).isZero();
        assertThat(pool.used()).isZero();
        assertThat(queue.writeTo(new RationedChannel(() -> 100), 100, pool)).isZero();
    }

    @Test
    void shouldPinOnePageForALine() {
        append(80);

        assertThat(queue.bytes()).isEqualTo(80);
        assertThat(pool.used()).isEqualTo(OutgoingQueue.FIRST_CHUNK_BYTES);
    }

    /** What has begun to leave keeps its chunk; those behind it must not grow with every message that takes another's place. */
    @Test
    void shouldHoldLittleForLittleHoweverOftenTheOldestIsDropped() throws IOException {
        var dropping = new OutgoingQueue(true);
        dropping.append(ByteBuffer.allocate(300), 300, pool);
        dropping.writeTo(new RationedChannel(() -> 1), 1, pool);
        for (int i = 0; i < 1_000; i++) {
            dropping.append(ByteBuffer.allocate(500), 500, pool);
            while (dropping.bytes() > 2_048) dropping.dropOldest(pool);
            assertThat(pool.used()).isLessThanOrEqualTo(20 << 10);
        }
        dropping.clear(pool);
    }

    /** The budget's end belongs to those who hold nothing: a queue that grows must not leap over the point where it is tight. */
    @Test
    void shouldNotLeapOverTheTightPointForRoomToSpare() {
        var small = new BufferPool(40 << 10, 1 << 10);
        try {
            while (!small.isTight()) {
                boolean taken = queue.append(ByteBuffer.allocate(1 << 10), 1 << 10, small);
                assertThat(taken).as("at " + small.used()).isTrue();
            }
            assertThat(small.used()).isLessThanOrEqualTo(small.tight() + BufferPool.MIN_CHUNK_BYTES);
        } finally {
            queue.clear(small);
            small.close();
        }
    }

    @Test
    void shouldTakeOnlyTheLengthAskedFor() throws IOException {
        ByteBuffer source = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1);

        assertThat(queue.append(source, 2, pool)).isTrue();

        assertThat(source.position()).isEqualTo(3);
        var channel = new RationedChannel(() -> 100);
        queue.writeTo(channel, 100, pool);
        assertThat(channel.takeAll()).containsExactly(2, 3);
    }

    @Test
    void shouldReturnMemoryAsSoonAsAChunkIsTaken() throws IOException {
        append(300_000);
        long full = pool.used();
        int[] ration = {OutgoingQueue.FIRST_CHUNK_BYTES - 1};
        var channel = new RationedChannel(() -> ration[0]);

        queue.writeTo(channel, 1, pool);
        long beforeLastByte = pool.used();
        int chunks = 1;
        ration[0] = 1;
        queue.writeTo(channel, 1, pool);
        assertThat(queue.bytes()).isEqualTo(300_000 - channel.takeAll().length);
        ration[0] = Integer.MAX_VALUE;
        while (!queue.isEmpty()) {
            long before = pool.used();
            queue.writeTo(channel, 1, pool);
            assertThat(pool.used()).isLessThan(before);
            chunks++;
        }

        assertThat(beforeLastByte).isEqualTo(full);
        assertThat(chunks).isGreaterThan(3);
        assertThat(pool.used()).isZero();
    }

    @Test
    void shouldDrainThroughAChannelThatTakesOneByteAWrite() throws IOException {
        byte[] message = new byte[5000];
        new Random(1).nextBytes(message);
        queue.append(ByteBuffer.wrap(message), message.length, pool);
        var channel = new RationedChannel(() -> 1);

        int writes = 0;
        for (; !queue.isEmpty(); writes++)
            assertThat(queue.writeTo(channel, 100, pool)).isBetween(1L, 2L);

        assertThat(channel.takeAll()).isEqualTo(message);
        assertThat(writes).isBetween(4000, 5000);
        assertThat(pool.used()).isZero();
    }

    /** One call that gathers takes 1,024 buffers at most, and says nothing of the others. */
    @Test
    void shouldDrainMoreChunksThanTheSystemTakesInOneCall() throws IOException {
        byte[] messages = new byte[2000];
        for (int i = 0; i < messages.length / 10; i++) {
            Chunk message = pool.take(1);
            message.put(ByteBuffer.wrap(new byte[] {(byte) i}), 1);
            for (int j = 0; j < 10; j++) {
                messages[10 * i + j] = (byte) i;
                queue.appendLoan(message, pool);
            }
            pool.give(message);
        }
        Pipe pipe = Pipe.open();
        try (Pipe.SinkChannel sink = pipe.sink();
                Pipe.SourceChannel source = pipe.source()) {
            while (!queue.isEmpty()) queue.writeTo(sink, messages.length, pool);
            assertThat(Channels.newInputStream(source).readNBytes(messages.length))
                    .isEqualTo(messages);
        }
    }

    @Test
    void shouldStopOnceTheMostBytesArePassed() throws IOException {
        append(600_000);
        var channel = new RationedChannel(() -> Integer.MAX_VALUE);

        long taken = queue.writeTo(channel, 100_000, pool);

        assertThat(taken).isBetween(100_000L, 100_000L + OutgoingQueue.MAX_CHUNK_BYTES);
        assertThat(queue.bytes()).isEqualTo(600_000 - taken);
    }

    @Test
    void shouldTakeAllOrNothingWhenThePoolRefuses() {
        append(10);
        long used = pool.used();
        ByteBuffer tooMuch = ByteBuffer.allocate(1 << 20);

        assertThat(queue.append(tooMuch, tooMuch.remaining(), pool)).isFalse();

        assertThat(tooMuch.position()).isZero();
        assertThat(queue.bytes()).isEqualTo(10);
        assertThat(pool.used()).isEqualTo(used);
        append(100);
    }

    @Test
    void shouldLeaveTheReserveAlone() {
        while (queue.append(ByteBuffer.allocate(10_000), 10_000, pool)) {}

        assertThat(pool.left()).isGreaterThanOrEqualTo(64 << 10);
    }

    @Test
    void shouldDropEverythingAtOnceAndSayHowMuch() {
        append(200_000);

        assertThat(queue.clear(pool)).isEqualTo(200_000);

        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.bytes()).isZero();
        assertThat(pool.used()).isZero();
        assertThat(queue.clear(pool)).isZero();
    }

    @Test
    void shouldKeepItsBytesWhenTheChannelFails(@TempDir Path directory) throws IOException {
        append(100);
        FileChannel closed =
                FileChannel.open(directory.resolve("closed"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        closed.close();

        assertThatThrownBy(() -> queue.writeTo(closed, 100, pool)).isInstanceOf(ClosedChannelException.class);

        assertThat(queue.bytes()).isEqualTo(100);
    }

    private void append(int length) {
        assertThat(queue.append(ByteBuffer.allocate(length), length, pool)).isTrue();
    }
}
