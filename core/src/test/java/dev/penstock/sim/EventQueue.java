package dev.penstock.sim;

import java.util.Arrays;

/** What is still to happen, by time, and at the same time in the order in which it was planned. A binary heap. */
final class EventQueue {
    static final long NEVER = Long.MAX_VALUE;

    private record Event(long at, long number, Runnable action) {
        boolean isBefore(Event other) {
            return at < other.at || (at == other.at && number < other.number);
        }
    }

    private Event[] heap = new Event[256];
    private int size;
    private long planned;
    private long run;

    void add(long at, Runnable action) {
        if (size == heap.length) heap = Arrays.copyOf(heap, 2 * size);
        var event = new Event(at, planned++, action);
        int i = size++;
        for (int parent; i > 0 && event.isBefore(heap[parent = (i - 1) >>> 1]); i = parent) heap[i] = heap[parent];
        heap[i] = event;
    }

    long nextAt() {
        return size == 0 ? NEVER : heap[0].at;
    }

    /** How many have happened. */
    long count() {
        return run;
    }

    void runNext() {
        Event first = heap[0];
        Event last = heap[--size];
        heap[size] = null;
        if (size > 0) sink(last);
        run++;
        first.action.run();
    }

    private void sink(Event event) {
        int i = 0;
        while (true) {
            int child = 2 * i + 1;
            if (child >= size) break;
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) child++;
            if (event.isBefore(heap[child])) break;
            heap[i] = heap[child];
            i = child;
        }
        heap[i] = event;
    }
}
