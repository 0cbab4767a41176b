package dev.penstock.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class BufferPoolTest {
    private static final int KIB = 1 << 10;

    private final List<Chunk> held = new ArrayList<>();
    private BufferPool pool;

    @AfterEach
    void freeAll() {
        for (Chunk chunk : held) pool.give(chunk);
        if (pool != null) pool.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1024",
        "1, 1024",
        "1024, 1024",
        "1025, 2048",
        "65536, 65536",
        "65537, 131072",
        "1048576, 1048576",
        "1073741824, 1073741824"
    })
    void shouldRoundUpToPowersOfTwo(int bytes, int capacity) {
        assertThat(BufferPool.capacityFor(bytes)).isEqualTo(capacity);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1024, 1025, 65536, 1 << 20})
    void shouldGiveChunksThatHoldWhatWasAskedForAndCountTheirCapacity(int bytes) {
        pool = new BufferPool(4 << 20, 0);

        Chunk chunk = hold(pool.take(bytes));

        assertThat(chunk.space()).isGreaterThanOrEqualTo(bytes).isEqualTo(BufferPool.capacityFor(bytes));
        assertThat(chunk.size()).isZero();
        assertThat(pool.used()).isEqualTo(chunk.capacity());
        assertThat(pool.left()).isEqualTo(pool.budget() - chunk.capacity());
    }

    @Test
    void shouldOpenTheReserveToReservedTakesOnly() {
        pool = new BufferPool(8 * KIB, 2 * KIB);
        hold(pool.take(4 * KIB));

        assertThat(pool.has(2 * KIB)).isTrue();
        hold(pool.take(2 * KIB));
        assertThat(pool.has(KIB)).isFalse();
        assertThat(pool.take(1)).isNull();
        assertThat(hold(pool.takeReserved(2 * KIB))).isNotNull();
        assertThat(pool.left()).isZero();
        assertThat(pool.takeReserved(1)).isNull();
    }

    @Test
    void shouldGiveTheBudgetOutAgainOnceItIsBack() {
        pool = new BufferPool(2 * KIB, 0);
        Chunk only = pool.take(2 * KIB);
        assertThat(pool.take(1)).isNull();

        pool.give(only);

        assertThat(pool.used()).isZero();
        assertThat(pool.idle()).isEqualTo(2 * KIB);
        assertThat(hold(pool.take(2 * KIB))).isNotNull();
    }

    @Test
    void shouldHandOutUsedChunksEmpty() {
        pool = new BufferPool(2 * KIB, 0);
        Chunk chunk = pool.take(2 * KIB);
        chunk.put(ByteBuffer.allocate(100), 100);
        pool.give(chunk);

        Chunk again = hold(pool.take(2 * KIB));

        assertThat(again.size()).isZero();
        assertThat(again.space()).isEqualTo(2 * KIB);
        assertThat(again.next).isNull();
    }

    @Test
    void shouldLetFreeChunksOfOtherSizesMakeWay() {
        pool = new BufferPool(64 * KIB, 0);
        List<Chunk> small = new ArrayList<>();
        for (int i = 0; i < 64; i++) small.add(pool.take(KIB));
        small.forEach(pool::give);
        assertThat(pool.idle()).isEqualTo(64 * KIB);

        Chunk large = hold(pool.take(32 * KIB));

        assertThat(large).isNotNull();
        assertThat(pool.idle()).isEqualTo(32 * KIB);
        assertThat(hold(pool.take(32 * KIB))).isNotNull();
        assertThat(pool.idle()).isZero();
    }

    @Test
    void shouldKeepNothingOnceClosed() {
        pool = new BufferPool(1 << 20, 0);
        List<Chunk> chunks = List.of(pool.take(1), pool.take(5000), pool.take(100_000));
        chunks.forEach(pool::give);

        pool.close();

        assertThat(pool.idle()).isZero();
        assertThat(pool.used()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldNeverExceedItsBudgetNorRefuseWithinIt(long seed) {
        var random = new Random(seed);
        long budget = 512 * KIB;
        long reserve = 64 * KIB;
        pool = new BufferPool(budget, reserve);
        for (int i = 0; i < 5000; i++) {
            int bytes = 1 + random.nextInt(1 << random.nextInt(18));
            boolean reserved = random.nextInt(4) == 0;
            long usedBefore = pool.used();
            if (random.nextBoolean()) {
                Chunk chunk = reserved ? pool.takeReserved(bytes) : pool.take(bytes);
                boolean fits = usedBefore + BufferPool.capacityFor(bytes) <= (reserved ? budget : budget - reserve);
                assertThat(chunk != null)
                        .as("granted, seed %d, step %d", seed, i)
                        .isEqualTo(fits);
                if (chunk != null) hold(chunk);
            } else if (!held.isEmpty()) {
                pool.give(held.remove(random.nextInt(held.size())));
            }
            if (random.nextInt(500) == 0) pool.trim(random.nextInt(10));
            long used = held.stream().mapToLong(Chunk::capacity).sum();
            assertThat(pool.used()).as("used, seed %d, step %d", seed, i).isEqualTo(used);
            assertThat(pool.used() + pool.idle())
                    .as("used and idle, seed %d, step %d", seed, i)
                    .isLessThanOrEqualTo(budget);
        }
    }

    private Chunk hold(Chunk chunk) {
        if (chunk != null) held.add(chunk);
        return chunk;
    }
}
