package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.buffer.BufferPool;
import dev.penstock.buffer.Chunk;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who goes on first when there is budget again. */
@Timeout(20)
final class BudgetWaitingTest {
    private static final int READ_BUFFER = 16 << 10;
    private static final int CHUNK = 16 << 10;

    private final BufferPool pool = new BufferPool(1 << 20, READ_BUFFER);
    private final Budget budget = new Budget(pool, READ_BUFFER);
    private final Deque<Chunk> taken = new ArrayDeque<>();

    @Test
    void shouldLetThoseWhoHoldNothingGoOnBeforeThoseWhoDo() {
        try (var fixture = new ReactorFixture((connection, data) -> {})) {
            fixture.connect();
            fixture.connect();
            fixture.connect();
            Connection holder = fixture.connections.get(0);
            Connection greedy = fixture.connections.get(1);
            Connection modest = fixture.connections.get(2);
            holder.queue.append(ByteBuffer.allocate(1), 1, pool);
            fillTo(95);
            budget.await(holder, 0);
            budget.await(greedy, 512 << 10);
            budget.await(modest, 0);
            assertThat(budget.nextToResume()).as("at 95 %").isNull();

            emptyTo(85);
            assertThat(budget.nextToResume()).as("at 85 %").isSameAs(modest);
            budget.stopWaiting(modest);
            assertThat(budget.nextToResume()).as("at 85 %, the others").isNull();

            emptyTo(75);
            assertThat(budget.nextToResume()).as("at 75 %").isSameAs(holder);
            budget.stopWaiting(holder);
            assertThat(budget.nextToResume()).as("at 75 %, needing half").isNull();

            emptyTo(30);
            assertThat(budget.nextToResume()).as("at 30 %").isSameAs(greedy);
            budget.stopWaiting(greedy);
            holder.queue.clear(pool);
        } finally {
            emptyTo(0);
            pool.close();
        }
    }

    /** What it needs must be there in whole chunks: to be let on and find no room would begin again in every turn. */
    @Test
    void shouldLetAMessageWaitUntilItsChunkFits() {
        try (var fixture = new ReactorFixture((connection, data) -> {})) {
            fixture.connect();
            Connection waiter = fixture.connections.get(0);
            int needed = 161 << 10; // in whole chunks 192 KiB
            while (pool.has(needed + 2L * READ_BUFFER + 1)) taken.push(pool.takeReserved(1 << 10));
            budget.await(waiter, needed);
            assertThat(budget.nextToResume()).isNull();
            for (int i = 0; i < 31; i++) pool.give(taken.pop());
            assertThat(budget.nextToResume()).isSameAs(waiter);
            budget.forget(waiter);
        } finally {
            emptyTo(0);
            pool.close();
        }
    }

    /** With a budget of few reads, 80 % of it may be above where it is tight; there nobody finds more than their share. */
    @Test
    void shouldLetOthersGoOnOnlyWhereItIsNotTight() {
        var small = new BufferPool(16L * READ_BUFFER, READ_BUFFER);
        var itsBudget = new Budget(small, READ_BUFFER);
        try (var fixture = new ReactorFixture((connection, data) -> {})) {
            fixture.connect();
            Connection holder = fixture.connections.get(0);
            holder.queue.append(ByteBuffer.allocate(1), 1, small);
            while (!small.isTight()) taken.push(small.takeReserved(1 << 10));
            itsBudget.await(holder, 1);
            assertThat(itsBudget.nextToResume()).isNull();
            holder.queue.clear(small);
        } finally {
            while (!taken.isEmpty()) small.give(taken.pop());
            small.close();
            pool.close();
        }
    }

    private void fillTo(int percent) {
        while (pool.used() < percent * pool.budget() / 100) taken.push(pool.takeReserved(CHUNK));
    }

    private void emptyTo(int percent) {
        while (!taken.isEmpty() && pool.used() > percent * pool.budget() / 100) pool.give(taken.pop());
    }
}
