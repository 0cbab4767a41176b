package dev.penstock.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.buffer.BufferPool;
import dev.penstock.buffer.Chunk;
import dev.penstock.buffer.RationedChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A queue of messages, of which the oldest may be dropped, against a list of byte arrays. */
@Timeout(20)
final class MessageQueueModelTest {
    private static final int STEPS = 4000;

    private final BufferPool pool = new BufferPool(512 << 10, 16 << 10);
    private final OutgoingQueue queue = new OutgoingQueue(true);
    private final List<byte[]> waiting = new ArrayList<>(); // of the first, what is left
    private final List<byte[]> notices = new ArrayList<>(); // of those, the ones that must not be dropped
    private boolean isFirstBegun;
    private int dropsBehindABegunOne;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldBehaveAsAListOfMessages(long seed) throws IOException {
        var random = new Random(seed);
        int bits = 6 + random.nextInt(12); // whether messages share a chunk or span several
        var channel = new RationedChannel(() -> random.nextBoolean() ? 1 << 20 : upTo(random, bits));
        for (int i = 0; i < STEPS; i++) {
            String step = "seed " + seed + ", step " + i;
            int choice = random.nextInt(1000);
            if (choice < 420) append(random, bits, step);
            else if (choice < 450) appendLoan(random, step);
            else if (choice < 480) appendRest(random, bits);
            else if (choice < 500) appendNotice(random, step);
            else if (choice < 700) write(channel, 1 + upTo(random, bits), step);
            else if (choice < 998) dropOldest(step);
            else clear(step);
            assertThat(queue.bytes()).as(step).isEqualTo(waitingBytes());
            assertThat(queue.undroppable()).as(step).isEqualTo(undroppable());
            assertThat(queue.isEmpty()).as(step).isEqualTo(waiting.isEmpty());
            if (queue.isEmpty()) assertThat(pool.used()).as(step).isZero();
        }
        assertThat(dropsBehindABegunOne)
                .as("drops behind a begun message, seed %d", seed)
                .isPositive();
        clear("seed " + seed + ", end");
        pool.close();
    }

    private void append(Random random, int bits, String step) {
        byte[] message = message(random, bits);
        boolean hasRoom = pool.has(queue.needed(message.length, pool));
        boolean isTaken = queue.append(ByteBuffer.wrap(message), message.length, pool);
        assertThat(isTaken).as(step).isEqualTo(hasRoom);
        if (isTaken && message.length > 0) waiting.add(message);
    }

    private void appendLoan(Random random, String step) {
        byte[] message = new byte[8 << 10];
        random.nextBytes(message);
        Chunk chunk = pool.take(message.length);
        if (chunk == null) return;
        chunk.put(ByteBuffer.wrap(message), message.length);
        queue.appendLoan(chunk, pool);
        pool.give(chunk);
        waiting.add(message);
    }

    private void appendNotice(Random random, String step) {
        byte[] message = new byte[1 + random.nextInt(1 << 10)];
        random.nextBytes(message);
        boolean hasRoom = pool.has(queue.neededForNotice(message.length, pool));
        boolean isTaken = queue.appendNotice(ByteBuffer.wrap(message), message.length, pool);
        assertThat(isTaken).as(step).isEqualTo(hasRoom);
        if (!isTaken) return;
        waiting.add(message);
        notices.add(message);
    }

    /** The rest of a message whose beginning went past the empty queue. */
    private void appendRest(Random random, int bits) {
        byte[] rest = message(random, bits);
        if (!waiting.isEmpty() || rest.length == 0) return;
        if (!queue.appendRest(ByteBuffer.wrap(rest), rest.length, pool)) return;
        waiting.add(rest);
        isFirstBegun = true;
    }

    private void write(RationedChannel channel, int most, String step) throws IOException {
        long taken = queue.writeTo(channel, most, pool);
        byte[] received = channel.takeAll();
        assertThat(taken).as(step).isEqualTo(received.length);
        for (int from = 0; from < received.length; ) {
            byte[] first = waiting.get(0);
            int length = Math.min(first.length, received.length - from);
            assertThat(Arrays.copyOfRange(received, from, from + length))
                    .as(step)
                    .isEqualTo(Arrays.copyOf(first, length));
            from += length;
            isFirstBegun = length < first.length;
            notices.removeIf(notice -> notice == first);
            if (isFirstBegun) waiting.set(0, Arrays.copyOfRange(first, length, first.length));
            else waiting.remove(0);
        }
    }

    private void dropOldest(String step) {
        int oldest = isFirstBegun ? 1 : 0;
        while (oldest < waiting.size() && isNotice(waiting.get(oldest))) oldest++;
        long expected = waiting.size() > oldest ? waiting.remove(oldest).length : 0;
        if (isFirstBegun && expected > 0) dropsBehindABegunOne++;
        assertThat(queue.dropOldest(pool)).as(step).isEqualTo(expected);
    }

    private long undroppable() {
        long undroppable = 0;
        for (int i = 0; i < waiting.size(); i++)
            if (isNotice(waiting.get(i)) || i == 0 && isFirstBegun) undroppable += waiting.get(i).length;
        return undroppable;
    }

    private boolean isNotice(byte[] message) {
        return notices.stream().anyMatch(notice -> notice == message);
    }

    private void clear(String step) {
        assertThat(queue.clear(pool)).as(step).isEqualTo(waitingBytes());
        assertThat(pool.used()).as(step).isZero();
        waiting.clear();
        notices.clear();
        isFirstBegun = false;
    }

    private long waitingBytes() {
        return waiting.stream().mapToLong(message -> message.length).sum();
    }

    private static byte[] message(Random random, int bits) {
        byte[] message = new byte[upTo(random, bits)];
        random.nextBytes(message);
        return message;
    }

    private static int upTo(Random random, int bits) {
        return random.nextInt(1 << random.nextInt(bits + 1));
    }
}
