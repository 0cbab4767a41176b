package dev.penstock;

import java.time.Duration;
import java.util.Objects;

/**
 * What happens to a peer that does not keep up, as data: how much may wait for it, what happens at that limit, and how long it
 * may take nothing at all.
 *
 * <p>At the limit nothing is decided before the bytes that wait were offered to the kernel once more: only what the kernel
 * refused counts against a peer.
 *
 * @param atLimit what happens when a write would cross the hard limit
 * @param hardLimit most bytes that wait for one peer, in bytes, at least 1; also the longest message that can be written
 * @param stallTimeout how long bytes may wait without the peer taking one of them; then it is aborted. More than zero
 */
public record SlowPeerPolicy(AtLimit atLimit, long hardLimit, Duration stallTimeout) {
    /** 1 MiB: a burst of a few seconds for most peers, and 200 peers stuck at it still fit in the default budget. */
    public static final long DEFAULT_HARD_LIMIT = 1 << 20;

    /** 30 seconds: longer than a lost packet's retransmissions or a laptop's change of network take. */
    public static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofSeconds(30);

    /** What to do when a write would cross the hard limit. */
    public enum AtLimit {
        /**
         * Stop reading the peer until its queue has fallen to half the limit: for servers in which the peer's own input makes
         * its output. TCP then slows the peer down.
         */
        PAUSE_INPUT
    }

    /**
     * Checks the values; the components say what they mean.
     *
     * @param atLimit the component
     * @param hardLimit the component
     * @param stallTimeout the component
     * @throws IllegalArgumentException if a value is out of its range
     */
    public SlowPeerPolicy {
        Objects.requireNonNull(atLimit, "atLimit");
        if (hardLimit < 1) throw new IllegalArgumentException("hardLimit must be at least 1 byte, not " + hardLimit);
        Limits.requirePositive("stallTimeout", stallTimeout);
    }

    /**
     * Pauses the input of a peer that does not take its output.
     *
     * @param hardLimit most bytes that wait for one peer
     * @param stallTimeout how long they may wait without one being taken
     * @return the policy
     */
    public static SlowPeerPolicy pauseInput(long hardLimit, Duration stallTimeout) {
        return new SlowPeerPolicy(AtLimit.PAUSE_INPUT, hardLimit, stallTimeout);
    }
}
