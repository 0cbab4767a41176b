package dev.penstock.sim;

import dev.penstock.ConnectionOptions;
import dev.penstock.ListenerOptions;
import dev.penstock.SlowPeerPolicy;
import dev.penstock.SlowPeerPolicy.AtLimit;
import java.time.Duration;

/**
 * What is drawn for a world in which what one peer says is sent to many. Odds in 1024.
 *
 * @param policy of the first listener
 * @param secondPolicy of a second one, whose peers are in the same rooms; null for none
 * @param maxQueued the reactor's budget
 * @param rooms how many groups there are
 * @param mostLine the longest message that is copied to each member
 * @param mostShared the longest message that members share; 0 for none
 * @param sharing odds a message that it is one of these
 * @param tooLong odds a message that it is longer than some peer's hard limit
 * @param even the length of every message, and of every answer, where the kernel's buffers hold a whole number of them; else 0
 * @param mostSaid messages that a peer sends at most
 * @param meddling odds a delivery that somebody joins, leaves, speaks or is closed in the middle of it
 * @param farewells odds that who leaves is announced
 * @param mostStay how long a peer stays after it has said everything, in nanoseconds
 */
record ChatPlan(
        SlowPeerPolicy policy,
        SlowPeerPolicy secondPolicy,
        long maxQueued,
        int rooms,
        int mostLine,
        int mostShared,
        int sharing,
        int tooLong,
        int even,
        int mostSaid,
        int meddling,
        int farewells,
        long mostStay) {
    static final int SECOND_PORT = 7_001;

    private static final int SHARED = 8 << 10;
    private static final int MOST_ANSWER = 40;
    private static final int MOST_EVEN_ANSWER =
            4 << 10; // a longer one may overtake what was dropped for it, past the queue

    static ChatPlan draw(Dice dice, int readBuffer, int maxReadBuffer) {
        SlowPeerPolicy policy = drawPolicy(dice);
        SlowPeerPolicy second = dice.chance(400) ? drawPolicy(dice) : null;
        long hardLimit = Math.max(policy.hardLimit(), second == null ? 0 : second.hardLimit());
        long hardest = Math.min(policy.hardLimit(), second == null ? hardLimit : second.hardLimit());
        long least = Math.max(2 * hardLimit, maxReadBuffer / 2 * 3L) + 16L * readBuffer;
        boolean isShared = hardest >= SHARED && dice.chance(700);
        return new ChatPlan(
                policy,
                second,
                dice.chance(400) ? dice.magnitude(least, 256 << 10) : 16 << 20,
                dice.between(1, 3),
                (int) dice.magnitude(16, Math.min(hardest, SHARED - 1)),
                isShared ? (int) Math.min(hardest, dice.between(SHARED, 3 * SHARED)) : 0,
                isShared ? dice.between(1, 400) : 0,
                dice.chance(100) ? dice.between(1, 100) : 0,
                dice.chance(200) ? Integer.highestOneBit((int) hardest) >> dice.between(0, 4) : 0,
                (int) dice.magnitude(4, 64),
                dice.chance(700) ? dice.between(1, 30) : 0,
                dice.chance(512) ? 0 : dice.between(1, 1024),
                dice.magnitude(100 * Plan.MS, 150 * Plan.SECOND));
    }

    private static SlowPeerPolicy drawPolicy(Dice dice) {
        AtLimit atLimit = dice.oneOf(
                AtLimit.PAUSE_INPUT, AtLimit.DROP_NEWEST, AtLimit.DROP_OLDEST, AtLimit.DROP_OLDEST, AtLimit.DISCONNECT);
        long hardLimit = dice.magnitude(2 << 10, 32 << 10);
        Duration stall = Duration.ofNanos(dice.magnitude(Plan.SECOND, 120 * Plan.SECOND));
        return switch (atLimit) {
            case PAUSE_INPUT -> SlowPeerPolicy.pauseInput(hardLimit, stall);
            case DROP_NEWEST -> SlowPeerPolicy.dropNewest(hardLimit, stall);
            case DROP_OLDEST -> SlowPeerPolicy.dropOldest(hardLimit, stall);
            case DISCONNECT ->
                SlowPeerPolicy.disconnect(
                        hardLimit,
                        dice.magnitude(256, hardLimit),
                        Duration.ofNanos(dice.magnitude(100 * Plan.MS, 20 * Plan.SECOND)),
                        stall);
        };
    }

    /** How long the n-th message of a room is. */
    int length(Dice dice) {
        if (even > 0) return even;
        if (dice.chance(tooLong)) return (int) policy.hardLimit() + dice.between(0, 1);
        if (dice.chance(sharing)) return dice.between(SHARED, mostShared);
        return dice.between(Frame.HEADER, Math.max(Frame.HEADER, mostLine));
    }

    /** How long the answer to a peer's n-th message is. */
    int answerLength(int number) {
        return even > 0 ? Math.min(even, MOST_EVEN_ANSWER) : Frame.HEADER + number % MOST_ANSWER;
    }

    int mostLength() {
        return Math.max(Math.max(mostLine, mostShared), (int) policy.hardLimit() + 1);
    }

    /** What a queue may take of the budget: what was dropped leaves holes in its chunks, and their number grows with them. */
    long mostQueue() {
        return 5 * mostHardLimit() + (8 << 10);
    }

    long mostHardLimit() {
        return Math.max(policy.hardLimit(), secondPolicy == null ? 0 : secondPolicy.hardLimit());
    }

    /** The options of one of the listeners. */
    ListenerOptions with(ListenerOptions plain, SlowPeerPolicy its, int port) {
        return builder(plain, its, port, even > 0).build();
    }

    /** What makes the options of a listener with another policy. */
    static ListenerOptions.Builder builder(ListenerOptions plain, SlowPeerPolicy policy, int port, boolean isEven) {
        ConnectionOptions its = plain.connection();
        return ListenerOptions.builder()
                .hosts(plain.hosts())
                .port(port)
                .backlog(plain.backlog())
                .policy(policy)
                .maxReadBuffer(its.maxReadBuffer())
                .idleTimeout(its.idleTimeout())
                .frameTimeout(its.frameTimeout())
                .minFrameRate(its.minFrameRate())
                .lingerTimeout(its.lingerTimeout())
                .sendBuffer(isEven ? Integer.highestOneBit(its.sendBuffer()) : its.sendBuffer())
                .receiveBuffer(its.receiveBuffer());
    }
}
