package dev.penstock;

import dev.penstock.task.TaskQueue;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tasks from other threads, and what the loop has put off: in order, at most as many a turn as waited when their step began. */
final class TaskStage {
    private final Reactor reactor;
    private final TaskQueue queue;
    private final ArrayDeque<Runnable> putOff = new ArrayDeque<>();
    private final Selector selector;
    private final AtomicBoolean wakeupPending = new AtomicBoolean();

    TaskStage(Reactor reactor, int capacity, Selector selector) {
        this.reactor = reactor;
        this.queue = new TaskQueue(capacity);
        this.selector = selector;
    }

    /** Adds a task; false when it can't be taken. One wakeup a batch. Any thread. */
    boolean offer(Runnable task) {
        if (!queue.offer(task)) return false;
        boolean mustWake = !reactor.inLoop(); // asked now: a thread that takes the loop over until here finds the task
        if (mustWake && wakeupPending.compareAndSet(false, true)) selector.wakeup();
        return true;
    }

    /** Puts something off until no call into user code is under way. Never refused: what asks for it has its own bounds. */
    void later(Runnable step) {
        putOff.add(step);
    }

    boolean isEmpty() {
        return queue.isEmpty() && putOff.isEmpty();
    }

    /** The wait is over. Before the tasks are looked at: one that is added from here on wakes the next wait. */
    void woken() {
        if (wakeupPending.get()) wakeupPending.set(false);
    }

    /** Runs those that wait. Tasks that add tasks have them run in the next turn: sockets are not starved. */
    int run() {
        int steps = runPutOff();
        int count = queue.size();
        for (int i = 0; i < count; i++) reactor.guard.run(queue.poll());
        if (count > 0) reactor.counters.add(Metric.TASKS, count);
        return steps + count;
    }

    /** Does what was put off so far; returns how much that was. */
    int runPutOff() {
        int steps = putOff.size();
        for (int i = 0; i < steps; i++) reactor.guard.run(putOff.poll());
        return steps;
    }

    /** Whether further tasks are refused for good. Any thread. */
    boolean isClosed() {
        return queue.isClosed();
    }

    /** Refuses further tasks and runs all that were taken. */
    void close() {
        queue.close();
        for (Runnable task; (task = queue.poll()) != null; ) reactor.guard.run(task);
    }
}
