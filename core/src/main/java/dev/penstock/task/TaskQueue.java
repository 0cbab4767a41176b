package dev.penstock.task;

import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;

/**
 * A bounded queue of tasks, from many threads to one, that can be closed without losing or half-accepting a task.
 *
 * <p>JCTools' {@code atomic} queues need no {@code sun.misc.Unsafe}, which newer runtimes deny.
 */
public final class TaskQueue {
    private final MpscAtomicArrayQueue<Runnable> tasks;
    private final AtomicInteger offering = new AtomicInteger();
    private volatile boolean closed;

    /**
     * @param capacity most tasks that wait; rounded up to a power of two
     */
    public TaskQueue(int capacity) {
        this.tasks = new MpscAtomicArrayQueue<>(capacity);
    }

    /** Adds a task; false when the queue is full or closed, and then it never runs. Any thread. */
    public boolean offer(Runnable task) {
        if (closed) return false;
        offering.incrementAndGet();
        try {
            return !closed && tasks.offer(task);
        } finally {
            offering.decrementAndGet();
        }
    }

    /** The next task, or null. Owner only. */
    public Runnable poll() {
        return tasks.poll();
    }

    /** Tasks that wait. */
    public int size() {
        return tasks.size();
    }

    /** Whether none waits. */
    public boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** Whether it refuses every task from now on. Any thread. */
    public boolean isClosed() {
        return closed;
    }

    /** Refuses further tasks; when it returns, every accepted one can be polled. Owner only. */
    public void close() {
        closed = true;
        while (offering.get() != 0) Thread.onSpinWait();
    }
}
