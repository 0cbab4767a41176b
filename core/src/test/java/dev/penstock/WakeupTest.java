package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A wakeup is a system call: one for a batch of tasks, none where the loop is awake anyway. */
@Timeout(30)
final class WakeupTest {
    private static final int TASKS = 100;

    private final WatchedNetwork network = new WatchedNetwork();
    private int ran;

    private ReactorFixture stepped() {
        var fixture = new ReactorFixture(
                options -> options.provider(network), options -> {}, connection -> Connection::writeSome);
        fixture.step(); // from here on the loop belongs to this thread
        network.wakeups.set(0);
        return fixture;
    }

    private void executeFromAnotherThread(ReactorFixture fixture) throws InterruptedException {
        Thread other = new Thread(() -> {
            for (int i = 0; i < TASKS; i++) fixture.reactor.execute(() -> ran++);
        });
        other.start();
        other.join();
    }

    @Test
    void shouldWakeTheLoopOnceForABatch() throws Exception {
        try (var fixture = stepped()) {
            for (int batch = 1; batch <= 3; batch++) {
                executeFromAnotherThread(fixture);
                assertThat(network.wakeups).hasValue(batch);
                fixture.step();
                assertThat(ran).isEqualTo(batch * TASKS);
            }
        }
    }

    @Test
    void shouldNotWakeItselfForItsOwnTasks() {
        try (var fixture = stepped()) {
            fixture.reactor.execute(() -> {
                for (int i = 0; i < TASKS; i++) fixture.reactor.execute(() -> ran++);
            });
            fixture.step();
            fixture.step();
            assertThat(ran).isEqualTo(TASKS);
            assertThat(network.wakeups).hasValue(0);
        }
    }
}
