package dev.penstock.apps.chat;

/**
 * A member's lines: so many at once, and then as many a second. Instead of tokens it keeps the time at which the bucket will be
 * full again, so nothing has to be filled.
 */
final class TokenBucket {
    private static final long SECOND = 1_000_000_000;

    private final long nanosAToken;
    private final long mostAhead;
    private long fullAt;

    TokenBucket(int tokensASecond, long now) {
        nanosAToken = SECOND / tokensASecond;
        mostAhead = nanosAToken * (tokensASecond - 1);
        fullAt = now;
    }

    /** Takes a token and returns 0; or takes none and returns in how many nanoseconds there will be one. */
    long take(long now) {
        long ahead = Math.max(0, fullAt - now);
        if (ahead > mostAhead) return ahead - mostAhead;
        fullAt = now + ahead + nanosAToken;
        return 0;
    }
}
