package dev.penstock.apps.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bounded number of bytes between two threads. */
@Timeout(20)
final class ByteRingTest {
    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(7).nextBytes(bytes);
        return bytes;
    }

    @Test
    void shouldHandOverEveryByteInOrderWhoeverIsFaster() throws Exception {
        byte[] all = random(ByteRing.CAPACITY * 5 + 12_345);
        var ring = new ByteRing(() -> {}, () -> {});
        Thread filling = new Thread(() -> {
            var random = new SplittableRandom(1);
            try {
                for (int at = 0; at < all.length; ) {
                    int length = Math.min(all.length - at, 1 + random.nextInt(100_000));
                    ring.put(ByteBuffer.wrap(all, at, length));
                    at += length;
                }
                ring.end();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        filling.start();
        var received = new ByteArrayOutputStream();
        for (ByteBuffer piece; (piece = ring.awaitContent(0)) != null; ) {
            assertThat(piece.remaining()).isBetween(1, ByteRing.PIECE);
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            received.writeBytes(bytes);
            ring.drained(bytes.length);
        }
        filling.join();
        assertThat(received.toByteArray()).isEqualTo(all);
        assertThat(ring.isAtEnd()).isTrue();
    }

    @Test
    void shouldHaveNoRoomBeyondItsCapacityAndTellOfWhatMoves() {
        var filled = new AtomicInteger();
        var drained = new AtomicInteger();
        var ring = new ByteRing(filled::incrementAndGet, drained::incrementAndGet);
        assertThat(ring.space().remaining()).isEqualTo(ByteRing.CAPACITY);
        ring.filled(ByteRing.CAPACITY);
        assertThat(ring.space().remaining()).isZero();
        assertThat(ring.hasSpace()).isFalse();
        assertThat(ring.content().remaining()).isEqualTo(ByteRing.CAPACITY);
        ring.drained(10);
        assertThat(ring.space().remaining()).isEqualTo(10);
        assertThat(filled).hasValue(1);
        assertThat(drained).hasValue(1);
    }

    @Test
    void shouldWaitForMoreOnlySoLong() throws Exception {
        var ring = new ByteRing(() -> {}, () -> {});
        assertThat(ring.awaitContent(1).remaining()).isZero();
        ring.end();
        assertThat(ring.awaitContent(1)).isNull();
        assertThat(ring.awaitContent(0)).isNull();
    }

    @Test
    void shouldCopyWhatFits() {
        ByteBuffer from = ByteBuffer.wrap(random(10));
        ByteBuffer to = ByteBuffer.allocate(4);
        assertThat(ByteRing.copy(from, to)).isEqualTo(4);
        assertThat(from.position()).isEqualTo(4);
        assertThat(to.array()).isEqualTo(Arrays.copyOf(random(10), 4));
    }
}
