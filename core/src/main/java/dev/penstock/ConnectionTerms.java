package dev.penstock;

import java.time.Duration;
import java.util.Objects;

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

    /** The checks that all options of connections share, for their constructors: there is no object to ask yet. */
    static void require(
            SlowPeerPolicy policy,
            int maxReadBuffer,
            Duration idleTimeout,
            Duration frameTimeout,
            int minFrameRate,
            Duration lingerTimeout,
            int sendBuffer,
            int receiveBuffer) {
        Objects.requireNonNull(policy, "policy");
        Limits.requireBetween("maxReadBuffer", maxReadBuffer, 1 << 10, 1 << 30);
        Limits.requireNotNegative("idleTimeout", idleTimeout);
        Limits.requireNotNegative("frameTimeout", frameTimeout);
        Limits.requireBetween("minFrameRate", minFrameRate, 0, 1 << 30);
        Limits.requireNotNegative("lingerTimeout", lingerTimeout);
        Limits.requireBetween("sendBuffer", sendBuffer, 0, 1 << 30);
        Limits.requireBetween("receiveBuffer", receiveBuffer, 0, 1 << 30);
    }

    /** Whether unfinished frames are to be watched at all. */
    boolean limitsFrames() {
        return frameNanos > 0 || minFrameRate > 0;
    }
}
