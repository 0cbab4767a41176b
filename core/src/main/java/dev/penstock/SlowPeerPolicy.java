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
 * @param hardLimit most bytes that wait for one peer, at least 1, where messages are dropped at least
 *     {@value #MIN_DROPPING_LIMIT}; also the longest message that can be written
 * @param softLimit with {@link AtLimit#DISCONNECT}: bytes that may wait for a while, 1 to the hard limit; elsewhere the hard limit
 * @param softTime with {@link AtLimit#DISCONNECT}: for how long more than the soft limit may wait, more than zero. A burst
 *     survives, a habit does not
 * @param stallTimeout how long bytes may wait without the peer taking one of them; then it is aborted. More than zero
 */
public record SlowPeerPolicy(
        AtLimit atLimit, long hardLimit, long softLimit, Duration softTime, Duration stallTimeout) {
    /** 1 MiB: a burst of a few seconds for most peers, and 200 peers stuck at it still fit in the default budget. */
    public static final long DEFAULT_HARD_LIMIT = 1 << 20;

    /** 30 seconds: longer than a lost packet's retransmissions or a laptop's change of network take. */
    public static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofSeconds(30);

    /** 256 KiB: a quarter of the default hard limit, as Redis has it for its subscribers. */
    public static final long DEFAULT_SOFT_LIMIT = 256 << 10;

    /** 10 seconds: a burst is over by then. */
    public static final Duration DEFAULT_SOFT_TIME = Duration.ofSeconds(10);

    /** Longest notice of what was missed for which there is certainly room, in bytes. */
    public static final int NOTICE_BYTES = 1 << 10;

    /** Smallest hard limit where messages are dropped: its half is kept for the notice. */
    public static final int MIN_DROPPING_LIMIT = 2 * NOTICE_BYTES;

    /** What to do when a write would cross the hard limit. */
    public enum AtLimit {
        /**
         * Stop reading the peer until its queue has fallen to half the limit: for servers in which the peer's own input makes
         * its output. TCP then slows the peer down. What others send it, as a member of a group, is dropped as with
         * {@link #DROP_NEWEST}.
         */
        PAUSE_INPUT,
        /** The new message is not queued for this peer: for feeds where the old matters. */
        DROP_NEWEST,
        /**
         * The oldest whole messages leave the queue until the new one fits; what has begun to leave, leaves whole: for feeds
         * where the new matters, such as a chat.
         */
        DROP_OLDEST,
        /** The peer is aborted as {@link CloseReason#SLOW_PEER}: for peers that must have all or nothing. */
        DISCONNECT;

        /** Whether messages are dropped, and the handler told how many. */
        boolean drops() {
            return this == DROP_NEWEST || this == DROP_OLDEST;
        }
    }

    /**
     * Checks the values; the components say what they mean.
     *
     * @param atLimit the component
     * @param hardLimit the component
     * @param softLimit the component
     * @param softTime the component
     * @param stallTimeout the component
     * @throws IllegalArgumentException if a value is out of its range
     */
    public SlowPeerPolicy {
        Objects.requireNonNull(atLimit, "atLimit");
        long least = atLimit.drops() ? MIN_DROPPING_LIMIT : 1;
        if (hardLimit < least)
            throw new IllegalArgumentException("hardLimit must be at least " + least + " bytes, not " + hardLimit);
        Limits.requireBetween("softLimit", softLimit, 1, hardLimit);
        Limits.requirePositive("softTime", softTime);
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
        return withoutSoftLimit(AtLimit.PAUSE_INPUT, hardLimit, stallTimeout);
    }

    /**
     * Drops what is new for a peer that does not take its output.
     *
     * @param hardLimit most bytes that wait for one peer
     * @param stallTimeout how long they may wait without one being taken
     * @return the policy
     */
    public static SlowPeerPolicy dropNewest(long hardLimit, Duration stallTimeout) {
        return withoutSoftLimit(AtLimit.DROP_NEWEST, hardLimit, stallTimeout);
    }

    /**
     * Drops what is oldest for a peer that does not take its output.
     *
     * @param hardLimit most bytes that wait for one peer
     * @param stallTimeout how long they may wait without one being taken
     * @return the policy
     */
    public static SlowPeerPolicy dropOldest(long hardLimit, Duration stallTimeout) {
        return withoutSoftLimit(AtLimit.DROP_OLDEST, hardLimit, stallTimeout);
    }

    /**
     * Disconnects a peer that does not take its output.
     *
     * @param hardLimit most bytes that wait for one peer; one more, and it goes
     * @param softLimit bytes that may wait for a while
     * @param softTime for how long
     * @param stallTimeout how long bytes may wait without one being taken
     * @return the policy
     */
    public static SlowPeerPolicy disconnect(long hardLimit, long softLimit, Duration softTime, Duration stallTimeout) {
        return new SlowPeerPolicy(AtLimit.DISCONNECT, hardLimit, softLimit, softTime, stallTimeout);
    }

    /** Whether queues must know where messages end. */
    boolean notesMessages() {
        return atLimit == AtLimit.DROP_OLDEST;
    }

    private static SlowPeerPolicy withoutSoftLimit(AtLimit atLimit, long hardLimit, Duration stallTimeout) {
        return new SlowPeerPolicy(atLimit, hardLimit, hardLimit, DEFAULT_SOFT_TIME, stallTimeout);
    }
}
