package dev.penstock.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class BufferPoolTrimTest {
    private static final int CHUNK = 64 << 10;
    private static final int RETAINED_CHUNKS = BufferPool.RETAINED_BYTES / CHUNK;

    private final BufferPool pool = new BufferPool(32 << 20, 0);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void shouldKeepWhatWasGivenBackSinceTheLastRound() {
        giveBack(take(RETAINED_CHUNKS + 10));

        assertThat(pool.wantsTrim()).isTrue();
        assertThat(pool.trim(1000)).isFalse();
        assertThat(pool.idle()).isEqualTo(BufferPool.RETAINED_BYTES + 10L * CHUNK);
    }

    @Test
    void shouldFreeWhatLayUnusedForAWholeRoundButWhatItRetains() {
        giveBack(take(RETAINED_CHUNKS + 10));
        pool.trim(1000);

        assertThat(pool.trim(1000)).isFalse();

        assertThat(pool.idle()).isEqualTo(BufferPool.RETAINED_BYTES);
        assertThat(pool.wantsTrim()).isFalse();
    }

    @Test
    void shouldKeepWhatWasUsedDuringTheRound() {
        giveBack(take(RETAINED_CHUNKS + 10));
        pool.trim(1000);
        giveBack(take(RETAINED_CHUNKS + 6));

        pool.trim(1000);

        assertThat(pool.idle()).isEqualTo((RETAINED_CHUNKS + 6L) * CHUNK);
    }

    @Test
    void shouldStopAtTheMostChunksOfARoundAndGoOnWhenCalledAgain() {
        giveBack(take(RETAINED_CHUNKS + 10));
        pool.trim(4);

        assertThat(pool.trim(4)).isTrue();
        assertThat(pool.idle()).isEqualTo(BufferPool.RETAINED_BYTES + 6L * CHUNK);
        assertThat(pool.trim(4)).isTrue();
        assertThat(pool.trim(4)).isFalse();
        assertThat(pool.idle()).isEqualTo(BufferPool.RETAINED_BYTES);
    }

    @Test
    void shouldNotFreeWhatWasUsedOnlyBecauseItStoppedBefore() {
        giveBack(take(RETAINED_CHUNKS + 20));
        pool.trim(1000);
        giveBack(take(RETAINED_CHUNKS + 10));

        assertThat(pool.trim(4)).isTrue();
        assertThat(pool.trim(1000)).isFalse();

        assertThat(pool.idle()).isEqualTo((RETAINED_CHUNKS + 10L) * CHUNK);
    }

    @Test
    void shouldLeaveASmallPoolAlone() {
        giveBack(take(RETAINED_CHUNKS));

        assertThat(pool.wantsTrim()).isFalse();
        assertThat(pool.trim(1000)).isFalse();
        assertThat(pool.trim(1000)).isFalse();
        assertThat(pool.idle()).isEqualTo(BufferPool.RETAINED_BYTES);
    }

    @Test
    void shouldCountWhatItFreedAsGoneFromTheBudget() {
        giveBack(take(512));
        assertThat(pool.idle()).isEqualTo(pool.budget());
        pool.trim(1000);
        pool.trim(1000);

        List<Chunk> all = take(512);

        assertThat(all).doesNotContainNull();
        assertThat(pool.used()).isEqualTo(pool.budget());
        assertThat(pool.idle()).isZero();
        giveBack(all);
    }

    private List<Chunk> take(int count) {
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < count; i++) chunks.add(pool.take(CHUNK));
        return chunks;
    }

    private void giveBack(List<Chunk> chunks) {
        chunks.forEach(pool::give);
    }
}
