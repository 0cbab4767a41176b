package dev.penstock;

/** What a connection's options come to, in the units of the loop; one for all connections with the same options. */
final class ConnectionTerms {
    final SlowPeerPolicy policy;
    final long hardLimit;
    final long stallNanos;
    final long softLimit; // no limit where the policy has none
    final long softNanos;
    final int maxReadBuffer;
    final long idleNanos;
    final long frameNanos; // 0 where an unfinished frame may take for ever
    final int minFrameRate;
    final long lingerNanos;

    ConnectionTerms(ConnectionOptions options) {
        policy = options.policy();
        boolean hasSoftLimit = policy.atLimit() == SlowPeerPolicy.AtLimit.DISCONNECT;
        hardLimit = policy.hardLimit();
        stallNanos = Limits.nanos(policy.stallTimeout());
        softLimit = hasSoftLimit ? policy.softLimit() : Long.MAX_VALUE;
        softNanos = Limits.nanos(policy.softTime());
        maxReadBuffer = options.maxReadBuffer();
        idleNanos = Limits.nanos(options.idleTimeout());
        frameNanos = Limits.nanos(options.frameTimeout());
        minFrameRate = options.minFrameRate();
        lingerNanos = Limits.nanos(options.lingerTimeout());
    }

    /** Whether unfinished frames are to be watched at all. */
    boolean limitsFrames() {
        return frameNanos > 0 || minFrameRate > 0;
    }
}
