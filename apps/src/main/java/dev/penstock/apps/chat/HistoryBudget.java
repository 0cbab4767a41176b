package dev.penstock.apps.chat;

/** What the histories of all rooms may hold together: rooms are many, and anybody may open one. */
final class HistoryBudget {
    /**
     * 32 MiB: sixty rooms at half of the default hard limit, in a heap that is rarely below 256 MiB. When it is spent, a room
     * keeps what it has and lets go of its own oldest lines for new ones.
     */
    static final long MOST_BYTES = 32 << 20;

    private long left;

    HistoryBudget(long mostBytes) {
        left = mostBytes;
    }

    boolean take(long bytes) {
        if (bytes > left) return false;
        left -= bytes;
        return true;
    }

    void give(long bytes) {
        left += bytes;
    }
}
