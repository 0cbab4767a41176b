package dev.penstock;

/** What was dropped for one peer and it has not been told of yet. Written by the reactor's thread, read by any. */
final class Missed {
    private volatile long messages;
    private volatile long bytes;
    long tellAtBytes; // the queue's size at which there is room to tell

    long messages() {
        return messages;
    }

    long bytes() {
        return bytes;
    }

    void add(long droppedBytes) {
        messages++;
        bytes += droppedBytes;
    }

    void clear() {
        messages = 0;
        bytes = 0;
    }
}
