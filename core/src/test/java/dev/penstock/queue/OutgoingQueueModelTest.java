package dev.penstock.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.buffer.BufferPool;
import dev.penstock.buffer.RationedChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queue against the simplest thing that does the same: an array of the bytes that wait. */
@Timeout(20)
final class OutgoingQueueModelTest {
    private static final int STEPS = 3000;

    private final BufferPool pool = new BufferPool(256 << 10, 16 << 10);
    private final OutgoingQueue queue = new OutgoingQueue(false);
    private byte[] waiting = new byte[0];
    private int refusals;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldBehaveAsAnArrayOfBytes(long seed) throws IOException {
        var random = new Random(seed);
        var channel = new RationedChannel(() -> upTo(random, 17));
        for (int i = 0; i < STEPS; i++) {
            String step = "seed " + seed + ", step " + i;
            int choice = random.nextInt(100);
            if (choice < 50) append(random, step);
            else if (choice < 99) write(channel, 1 + upTo(random, 18), step);
            else clear(step);
            assertThat(queue.bytes()).as(step).isEqualTo(waiting.length);
            assertThat(queue.isEmpty()).as(step).isEqualTo(waiting.length == 0);
            if (queue.isEmpty()) assertThat(pool.used()).as(step).isZero();
        }
        assertThat(refusals).as("refusals, seed %d", seed).isPositive();
        clear("seed " + seed + ", end");
        pool.close();
    }

    private void append(Random random, String step) {
        byte[] message = new byte[upTo(random, 17)];
        random.nextBytes(message);
        ByteBuffer source = random.nextBoolean()
                ? ByteBuffer.wrap(message)
                : ByteBuffer.allocateDirect(message.length).put(message).flip();
        long used = pool.used();
        boolean hasAmpleRoom = pool.has(message.length + OutgoingQueue.MAX_CHUNK_BYTES);
        if (queue.append(source, message.length, pool)) {
            assertThat(source.remaining()).as(step).isZero();
            int before = waiting.length;
            waiting = Arrays.copyOf(waiting, before + message.length);
            System.arraycopy(message, 0, waiting, before, message.length);
        } else {
            refusals++;
            assertThat(hasAmpleRoom).as("refused with ample room, " + step).isFalse();
            assertThat(source.position()).as(step).isZero();
            assertThat(pool.used()).as(step).isEqualTo(used);
        }
    }

    private void write(RationedChannel channel, int most, String step) throws IOException {
        long taken = queue.writeTo(channel, most, pool);
        byte[] received = channel.takeAll();
        assertThat(taken).as(step).isEqualTo(received.length);
        assertThat(received).as(step).isEqualTo(Arrays.copyOf(waiting, received.length));
        waiting = Arrays.copyOfRange(waiting, received.length, waiting.length);
    }

    private void clear(String step) {
        assertThat(queue.clear(pool)).as(step).isEqualTo(waiting.length);
        assertThat(pool.used()).as(step).isZero();
        waiting = new byte[0];
    }

    /** Small and large numbers alike: each number of bits is as likely, none at all included. */
    private static int upTo(Random random, int bits) {
        return random.nextInt(1 << random.nextInt(bits + 1));
    }
}
