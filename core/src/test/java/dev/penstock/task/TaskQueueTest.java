package dev.penstock.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class TaskQueueTest {
    private static final int THREADS = 6;
    private static final int ROUNDS = 200;

    private record Numbered(int thread, int number) implements Runnable {
        @Override
        public void run() {}
    }

    @Test
    void shouldGiveTasksInTheOrderTheyCame() {
        var queue = new TaskQueue(8);
        Runnable first = new Numbered(0, 1);
        Runnable second = new Numbered(0, 2);

        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.poll()).isNull();
        assertThat(queue.offer(first)).isTrue();
        assertThat(queue.offer(second)).isTrue();
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.poll()).isSameAs(first);
        assertThat(queue.poll()).isSameAs(second);
        assertThat(queue.poll()).isNull();
    }

    @Test
    void shouldRefuseWhenFullAndAcceptAgainWhenATaskIsTaken() {
        var queue = new TaskQueue(5); // becomes 8
        for (int i = 0; i < 8; i++) assertThat(queue.offer(new Numbered(0, i))).isTrue();

        assertThat(queue.offer(new Numbered(0, 8))).isFalse();
        assertThat(queue.poll()).isEqualTo(new Numbered(0, 0));
        assertThat(queue.offer(new Numbered(0, 9))).isTrue();
    }

    @Test
    void shouldRefuseOnceClosedAndStillGiveWhatItAccepted() {
        var queue = new TaskQueue(8);
        Runnable task = new Numbered(0, 1);
        queue.offer(task);

        queue.close();

        assertThat(queue.offer(new Numbered(0, 2))).isFalse();
        assertThat(queue.poll()).isSameAs(task);
        assertThat(queue.poll()).isNull();
    }

    @Test
    void shouldRunExactlyWhatItAcceptedWhenClosedUnderManyThreads() throws Exception {
        long seed = 7;
        var random = new Random(seed);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < ROUNDS; round++) closeUnderFire(threads, random.nextInt(300), seed, round);
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Threads that are refused may well try again at once; the owner must not wait for a moment when none does. */
    @Test
    void shouldCloseWhileThreadsGoOnOfferingInVain() throws Exception {
        var queue = new TaskQueue(64);
        var isOver = new AtomicBoolean();
        Runnable task = new Numbered(0, 0);
        var underWay = new CountDownLatch(32);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < 32; i++) {
                threads.execute(() -> {
                    for (int n = 0; n < 10_000; n++) queue.offer(task);
                    underWay.countDown();
                    while (!isOver.get()) queue.offer(task);
                });
            }
            underWay.await();
            Future<?> closing = threads.submit(queue::close);

            assertThat(closing).succeedsWithin(2, TimeUnit.SECONDS);
        } finally {
            isOver.set(true);
            threads.shutdown();
            assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void closeUnderFire(ExecutorService threads, int polledBefore, long seed, int round)
            throws Exception {
        String where = "seed " + seed + ", round " + round;
        var queue = new TaskQueue(64);
        var isClosed = new AtomicBoolean();
        List<Future<List<Runnable>>> producers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            producers.add(threads.submit(() -> offerUntilClosed(queue, thread, isClosed)));
        }
        List<Runnable> polled = new ArrayList<>();
        while (polled.size() < polledBefore) {
            Runnable task = queue.poll();
            if (task == null) Thread.yield();
            else polled.add(task);
        }

        queue.close();
        // All of it must be there now, not some time later: the owner drains once and goes.
        for (Runnable task; (task = queue.poll()) != null; ) polled.add(task);
        isClosed.set(true);

        List<Runnable> accepted = new ArrayList<>();
        for (Future<List<Runnable>> producer : producers) accepted.addAll(producer.get());
        assertThat(polled).as(where).doesNotHaveDuplicates();
        assertThat(polled).as(where).hasSameElementsAs(accepted).hasSameSizeAs(accepted);
        assertThat(queue.isEmpty()).as(where).isTrue();
    }

    /** Offers without a pause; after the close was over, once more, in vain. */
    private static List<Runnable> offerUntilClosed(TaskQueue queue, int thread, AtomicBoolean isClosed) {
        List<Runnable> accepted = new ArrayList<>();
        for (int i = 0; ; i++) {
            boolean isLast = isClosed.get();
            Runnable task = new Numbered(thread, i);
            boolean isAccepted = queue.offer(task);
            if (isAccepted) accepted.add(task);
            else if (!isLast) Thread.yield();
            if (isLast) {
                assertThat(isAccepted).as("accepted after the close").isFalse();
                return accepted;
            }
        }
    }
}
