package dev.penstock.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One message's memory in many queues: counted once, and there until the last of them has let go of it. */
@Timeout(20)
final class LoanTest {
    private static final int SIZE = 10_000;
    private static final int CAPACITY = 16 << 10;

    private final BufferPool pool = new BufferPool(1 << 20, 0);

    @AfterEach
    void close() {
        assertThat(pool.used()).isZero();
        pool.close();
    }

    private Chunk lender() {
        Chunk chunk = pool.take(SIZE);
        chunk.put(ByteBuffer.wrap(bytes()), SIZE);
        return chunk;
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(Chunk chunk) throws IOException {
        var out = new ByteArrayOutputStream();
        try (WritableByteChannel channel = Channels.newChannel(out)) {
            while (chunk.size() > 0) chunk.writeTo(channel);
        }
        return out.toByteArray();
    }

    @Test
    void shouldCountTheMemoryOnce() {
        Chunk lender = lender();
        List<Chunk> loans = new ArrayList<>();
        for (int i = 0; i < 100; i++) loans.add(pool.lend(lender));
        assertThat(pool.used()).isEqualTo(CAPACITY);
        assertThat(loans).allMatch(loan -> loan.size() == SIZE && loan.capacity() == 0 && loan.space() == 0);
        loans.forEach(pool::give);
        assertThat(pool.used()).isEqualTo(CAPACITY);
        pool.give(lender);
        assertThat(pool.used()).isZero();
    }

    @Test
    void shouldKeepTheMemoryUntilTheLastHolderGaveItBack() throws IOException {
        Chunk lender = lender();
        Chunk first = pool.lend(lender);
        Chunk last = pool.lend(lender);
        pool.give(lender);
        pool.give(first);
        assertThat(pool.used()).isEqualTo(CAPACITY);
        Chunk another = pool.take(SIZE);
        another.put(ByteBuffer.allocate(SIZE), SIZE);
        assertThat(read(last)).isEqualTo(bytes());
        pool.give(another);
        pool.give(last);
        assertThat(pool.used()).isZero();
        assertThat(pool.idle()).isEqualTo(2 * CAPACITY);
    }

    @Test
    void shouldLetEachLoanBeReadAtItsOwnPace() throws IOException {
        Chunk lender = lender();
        Chunk fast = pool.lend(lender);
        Chunk slow = pool.lend(lender);
        var out = new ByteArrayOutputStream();
        var rationed = new RationedChannel(() -> 777);
        slow.writeTo(rationed);
        out.write(rationed.takeAll());
        assertThat(slow.isBegun()).isTrue();
        assertThat(read(fast)).isEqualTo(bytes());
        pool.give(fast);
        while (slow.size() > 0) {
            slow.writeTo(rationed);
            out.write(rationed.takeAll());
        }
        assertThat(out.toByteArray()).isEqualTo(bytes());
        pool.give(slow);
        pool.give(lender);
    }

    @Test
    void shouldLendAgainWhatWasGivenBack() throws IOException {
        for (int round = 0; round < 3; round++) {
            Chunk lender = lender();
            Chunk loan = pool.lend(lender);
            assertThat(loan.isBegun()).isFalse();
            assertThat(loan.hasEnd()).isTrue();
            assertThat(loan.firstLength()).isEqualTo(SIZE);
            assertThat(read(loan)).isEqualTo(bytes());
            pool.give(loan);
            pool.give(lender);
            assertThat(pool.used()).isZero();
        }
    }

    @Test
    void shouldDropALoanWhole() {
        Chunk lender = lender();
        Chunk loan = pool.lend(lender);
        assertThat(loan.dropFirst()).isEqualTo(SIZE);
        assertThat(loan.size()).isZero();
        assertThat(lender.size()).isEqualTo(SIZE);
        pool.give(loan);
        pool.give(lender);
    }
}
