package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How other threads come in, and how time does: in order, bounded, and at nobody's cost. */
@Timeout(30)
final class TasksTest {
    private static final Duration TICKS = Duration.ofMillis(3);

    private static ReactorFixture echo() {
        return new ReactorFixture(Connection::writeSome);
    }

    @Test
    void shouldKeepEachThreadsOrder() throws Exception {
        int threads = 4;
        int tasks = 20_000;
        try (var fixture = echo().start()) {
            int[] last = new int[threads];
            var wrong = new AtomicInteger();
            var done = new CountDownLatch(threads * tasks);
            var barrier = new CyclicBarrier(threads);
            List<Thread> senders = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int sender = t;
                senders.add(new Thread(() -> {
                    try {
                        barrier.await();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    for (int i = 1; i <= tasks; i++) {
                        int number = i;
                        Runnable task = () -> {
                            if (last[sender] != number - 1) wrong.incrementAndGet();
                            last[sender] = number;
                            done.countDown();
                        };
                        while (!accepts(fixture.reactor, task)) Thread.onSpinWait();
                    }
                }));
            }
            senders.forEach(Thread::start);
            done.await();
            for (Thread sender : senders) sender.join();
            assertThat(wrong).hasValue(0);
            assertThat(last).containsOnly(tasks);
            fixture.until(() -> fixture.get(Metric.TASKS) == (long) threads * tasks);
        }
    }

    private static boolean accepts(Reactor reactor, Runnable task) {
        try {
            reactor.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Test
    void shouldRefuseATaskBeyondTheCapacityAndRunAllOthers() {
        List<Integer> ran = new ArrayList<>();
        try (var fixture = new ReactorFixture(
                options -> options.taskQueueCapacity(4), options -> {}, connection -> Connection::writeSome)) {
            for (int i = 0; i < 4; i++) {
                int number = i;
                fixture.reactor.execute(() -> ran.add(number));
            }
            assertThatThrownBy(() -> fixture.reactor.execute(() -> ran.add(99)))
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("taskQueueCapacity");
            fixture.step();
            assertThat(ran).containsExactly(0, 1, 2, 3);
        }
    }

    /** A task that adds itself again and again must neither keep the turn from ending nor the sockets from being read. */
    @Test
    void shouldServeSocketsWhileATaskKeepsAddingItself() {
        try (var fixture = echo()) {
            var stop = new AtomicBoolean();
            int[] runs = new int[1];
            fixture.reactor.execute(new Runnable() {
                @Override
                public void run() {
                    runs[0]++;
                    if (!stop.get()) fixture.reactor.execute(this);
                }
            });
            fixture.step();
            assertThat(runs[0]).isEqualTo(1);
            TestClient client = fixture.connect();
            client.send("x");
            fixture.until(() -> client.receivedCount() == 1);
            stop.set(true);
        }
    }

    /** A wakeup that is lost leaves the task until something else happens, and here nothing else does. */
    @Test
    void shouldNeverLoseAWakeup() {
        try (var fixture = echo().start()) {
            for (int i = 0; i < 20_000; i++) {
                var ran = new CompletableFuture<Void>();
                fixture.reactor.execute(() -> ran.complete(null));
                ran.orTimeout(5, java.util.concurrent.TimeUnit.SECONDS).join();
            }
            fixture.until(() -> fixture.get(Metric.TASKS) == 20_000);
        }
    }

    @Test
    void shouldContainTasksThatThrow() {
        List<String> ran = new ArrayList<>();
        try (var fixture = echo()) {
            TestClient client = fixture.connect();
            fixture.reactor.execute(() -> {
                throw new IllegalStateException("a task, on purpose");
            });
            fixture.reactor.execute(() -> ran.add("the next"));
            fixture.reactor.schedule(Duration.ofSeconds(1), () -> {
                throw new StackOverflowError("a timer, on purpose");
            });
            fixture.reactor.schedule(Duration.ofSeconds(1), () -> ran.add("the next timer"));
            fixture.step();
            fixture.clock.advance(Duration.ofSeconds(1).plus(TICKS));
            fixture.step();
            assertThat(ran).containsExactly("the next", "the next timer");
            assertThat(fixture.get(Metric.TASK_FAILURES)).isEqualTo(2);
            assertThat(fixture.takeErrors()).hasSize(2);
            client.send("x");
            fixture.until(() -> client.receivedCount() == 1);
        }
    }

    @Test
    void shouldRunScheduledTasksWhenDueAndNotWhenCancelled() {
        List<String> ran = new ArrayList<>();
        try (var fixture = echo()) {
            fixture.reactor.schedule(Duration.ofSeconds(2), () -> ran.add("two"));
            fixture.reactor.schedule(Duration.ofSeconds(1), () -> ran.add("one"));
            Cancellable cancelled = fixture.reactor.schedule(Duration.ofSeconds(1), () -> ran.add("cancelled"));
            cancelled.cancel();
            fixture.clock.advance(Duration.ofMillis(999));
            fixture.step();
            assertThat(ran).isEmpty();
            fixture.clock.advance(Duration.ofMillis(1).plus(TICKS));
            fixture.step();
            assertThat(ran).containsExactly("one");
            cancelled.cancel();
            fixture.clock.advance(Duration.ofDays(400));
            fixture.step();
            assertThat(ran).containsExactly("one", "two");
        }
    }

    /** A wait of no milliseconds is, to the selector, a wait without end. */
    @Test
    void shouldNotWaitWhereSomethingIsDue() {
        List<String> ran = new ArrayList<>();
        try (var fixture = echo()) {
            fixture.reactor.execute(() -> {
                fixture.reactor.schedule(Duration.ofSeconds(1), () -> ran.add("due"));
                fixture.clock.advance(Duration.ofSeconds(2)); // while the turn lasts: it is due when that ends
            });
            fixture.step();
            assertThat(ran).isEmpty();
            fixture.reactor.runOnce();
            assertThat(ran).containsExactly("due");
        }
    }

    /** An interrupt makes every wait return at once: it must neither end the loop nor have it spin. */
    @Test
    void shouldClearAnInterruptAndGoOnWaiting() {
        try (var fixture = echo()) {
            TestClient client = fixture.connect();
            Thread.currentThread().interrupt();
            long start = System.nanoTime();
            long turns = fixture.get(Metric.TURNS);
            for (int i = 0; i < 5; i++) fixture.reactor.runOnce(Duration.ofMillis(20));
            assertThat(Thread.interrupted()).isFalse();
            assertThat(fixture.get(Metric.INTERRUPTS)).isEqualTo(1);
            assertThat(fixture.get(Metric.TURNS) - turns).isEqualTo(5);
            assertThat(System.nanoTime() - start).as("four of five waited").isGreaterThan(75_000_000);
            client.send("x");
            fixture.until(() -> client.receivedCount() == 1);
        }
    }

    @Test
    void shouldSurviveAnInterruptOfItsThread() {
        try (var fixture = echo()) {
            var thread = new CompletableFuture<Thread>();
            fixture.reactor.execute(() -> thread.complete(Thread.currentThread()));
            fixture.start();
            TestClient client = fixture.connect();
            for (int i = 1; i <= 100; i++) {
                int count = i;
                thread.join().interrupt();
                client.send("x");
                fixture.until(() -> client.receivedCount() == count);
            }
            assertThat(thread.join().isAlive()).isTrue();
            assertThat(fixture.get(Metric.TURNS)).isLessThan(2_000);
        }
    }
}
