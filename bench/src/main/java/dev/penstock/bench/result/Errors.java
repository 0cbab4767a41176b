package dev.penstock.bench.result;

/** What went wrong at the load's side, by phase. */
public record Errors(long connect, long send, long receive, long verify, long timeout) {
    public static final Errors NONE = new Errors(0, 0, 0, 0, 0);

    /** All of them. */
    public long total() {
        return connect + send + receive + verify + timeout;
    }
}
