package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.buffer.BufferPool;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who holds most, and of those who took no byte for longest. */
@Timeout(20)
final class HoldersTest {
    private final BufferPool pool = new BufferPool(8 << 20, 0);
    private final Holders holders = new Holders();
    private final ReactorFixture fixture = new ReactorFixture((connection, data) -> {});

    @AfterEach
    void close() {
        for (Connection connection : fixture.connections) {
            connection.queue.clear(pool);
            if (connection.kept != null) pool.give(connection.kept);
            connection.kept = null;
        }
        pool.close();
        fixture.close();
    }

    /** A connection that holds so much, and took its last byte so many seconds after the first of all. */
    private Connection holder(int bytes, int second) {
        fixture.connect();
        Connection holder = fixture.connections.get(fixture.connections.size() - 1);
        holder.progressedAt(
                fixture.clock.nanoTime() + Duration.ofSeconds(second).toNanos());
        hold(holder, bytes);
        return holder;
    }

    private void hold(Connection holder, int bytes) {
        holder.queue.clear(pool);
        if (bytes > 0) holder.queue.append(ByteBuffer.allocate(bytes), bytes, pool);
    }

    private Connection ranked(int bytes, int second) {
        Connection holder = holder(bytes, second);
        holders.update(holder, false);
        return holder;
    }

    private List<Connection> inOrder() {
        List<Connection> order = new ArrayList<>();
        for (Connection largest; (largest = holders.largest()) != null; holders.forget(largest)) order.add(largest);
        return order;
    }

    @Test
    void shouldKnowNobodyAtFirstNorWhoHoldsNothing() {
        assertThat(holders.largest()).isNull();
        ranked(0, 0);
        assertThat(holders.largest()).isNull();
    }

    @Test
    void shouldPutTheLargestClassFirst() {
        Connection small = ranked(1000, 0);
        Connection large = ranked(100_000, 9);
        Connection middle = ranked(10_000, 3);
        assertThat(inOrder()).containsExactly(large, middle, small);
    }

    @Test
    void shouldPutTheOneWithoutProgressForLongestFirstWithinAClass() {
        Connection later = ranked(5000, 7);
        Connection latest = ranked(4096, 9);
        Connection first = ranked(8191, 1);
        Connection second = ranked(6000, 2);
        assertThat(inOrder()).containsExactly(first, second, later, latest);
    }

    @Test
    void shouldTakeTheNextPowerOfTwoForAnotherClass() {
        Connection below = ranked(4095, 0);
        Connection at = ranked(4096, 1);
        assertThat(inOrder()).containsExactly(at, below);
    }

    @Test
    void shouldPutWhoMadeProgressLast() {
        Connection first = ranked(5000, 0);
        Connection second = ranked(5000, 1);
        first.progressedAt(second.lastProgressNanos() + 1);
        holders.update(first, true);
        assertThat(inOrder()).containsExactly(second, first);
    }

    @Test
    void shouldMoveWhoHoldsMoreOrLessOrNothing() {
        Connection grows = ranked(1000, 0);
        Connection shrinks = ranked(10_000, 1);
        hold(grows, 50_000);
        holders.update(grows, false);
        hold(shrinks, 100);
        holders.update(shrinks, true);
        Connection middle = ranked(5000, 2);
        Connection goes = ranked(200_000, 3);
        hold(goes, 0);
        holders.update(goes, true);
        assertThat(inOrder()).containsExactly(grows, middle, shrinks);
    }

    @Test
    void shouldCountUnfinishedInputWithItsWholeChunk() {
        Connection reader = holder(1000, 0);
        reader.kept = pool.take(30_000);
        holders.update(reader, false);
        Connection writer = ranked(20_000, 0);
        assertThat(Holders.held(reader)).isEqualTo(1000 + 32_768);
        assertThat(inOrder()).containsExactly(reader, writer);
    }

    @Test
    void shouldForgetWhomItDoesNotKnow() {
        holders.forget(holder(5000, 0));
        assertThat(holders.largest()).isNull();
    }

    /** Exact for few; in a crowd the first stays the first, and nobody walks through all of it. */
    @Test
    void shouldKeepTheFirstOfACrowdFirst() {
        Connection oldest = ranked(5000, 0);
        for (int i = 0; i < 3 * Holders.MAX_STEPS; i++) ranked(5000, 10 + i);
        Connection older = ranked(5000, 5);
        assertThat(holders.largest()).isSameAs(oldest);
        Connection first = ranked(5000, -1);
        assertThat(holders.largest()).isSameAs(first);
        List<Connection> order = inOrder();
        assertThat(order.subList(0, 2)).containsExactly(first, oldest);
        assertThat(order.indexOf(older)).isLessThanOrEqualTo(order.size() - 1 - Holders.MAX_STEPS);
    }
}
