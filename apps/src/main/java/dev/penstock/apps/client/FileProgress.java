package dev.penstock.apps.client;

import java.util.concurrent.atomic.AtomicLong;

/** How much of a file was read. Any thread. */
final class FileProgress {
    private final long size;
    private final AtomicLong read = new AtomicLong();

    /** @param size in bytes; 0 where it is not known */
    FileProgress(long size) {
        this.size = size;
    }

    void add(long bytes) {
        read.addAndGet(bytes);
    }

    long read() {
        return read.get();
    }

    long size() {
        return size;
    }

    boolean isWhole() {
        return read.get() >= size;
    }
}
