package dev.penstock.sim;

import dev.penstock.ListenerOptions;
import dev.penstock.SlowPeerPolicy;
import dev.penstock.SlowPeerPolicy.AtLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is drawn for a world before it begins: its kind. Times in nanoseconds, odds in 1024.
 *
 * @param weather how the network behaves
 * @param isFramed whether the server answers messages; otherwise it is an echo
 * @param copies how many times each message is answered
 * @param mostFrame the longest message
 * @param readBuffer the reactor's
 * @param maxQueued the reactor's budget
 * @param maxConnections the reactor's limit
 * @param maxPerAddress the reactor's limit; 0 for none
 * @param taskQueueCapacity the reactor's
 * @param listener what the listener is made with
 * @param throwing odds a call that the handler throws, by entry
 * @param pausing odds a call that the handler pauses its input for a while
 * @param peers how many peers come
 * @param arrivals the time within which they come
 * @param addresses from how many addresses
 * @param tasks tasks from other threads
 * @param closingTasks whether some of these close a connection
 * @param drought when descriptors run out; 0 for never
 * @param droughtFor how long
 * @param shutdownAt when the reactor is shut down
 * @param shutdownWithin its deadline
 * @param farewells messages that the server says once the input has ended
 * @param calling odds a peer that it is called by the reactor, and does not call
 * @param ending odds a call that the handler ends its output
 * @param chat what is said is sent to many; null where each is only answered
 */
record Plan(
        Weather weather,
        boolean isFramed,
        int copies,
        int mostFrame,
        int readBuffer,
        long maxQueued,
        int maxConnections,
        int maxPerAddress,
        int taskQueueCapacity,
        ListenerOptions listener,
        List<Integer> throwing,
        int pausing,
        int peers,
        long arrivals,
        int addresses,
        int tasks,
        boolean closingTasks,
        long drought,
        long droughtFor,
        long shutdownAt,
        long shutdownWithin,
        int farewells,
        int calling,
        int ending,
        ChatPlan chat) {
    static final long MS = 1_000_000;
    static final long SECOND = 1_000_000_000;

    /** By then, whoever is to end has ended. */
    static final long LATE = 240 * SECOND;

    /** Whether all peers at their limits would need more than there is. */
    boolean mayRunShort() {
        long queue = chat == null ? 2 * listener.connection().policy().hardLimit() : chat.mostQueue();
        return peers * (queue + 2L * listener.connection().maxReadBuffer()) + 8L * readBuffer > maxQueued / 10 * 9;
    }

    /**
     * Draws.
     *
     * @param later what came to be drawn later, so that older seeds keep their worlds
     */
    static Plan draw(Dice dice, Dice later) {
        boolean isFramed = dice.chance(512);
        int readBuffer = 1 << dice.between(10, 12);
        int hardLimit = (int) dice.magnitude(1 << 10, 16 << 10);
        int maxReadBuffer = 1 << dice.between(10, 14);
        long least = Math.max(hardLimit, maxReadBuffer / 2 * 3L) + 16L * readBuffer;
        int mostFrame = Math.min(Math.min(hardLimit, maxReadBuffer), dice.chance(256) ? 14_000 : 900) - 1;
        int peers = dice.between(16, 24);
        boolean hasLimits = dice.chance(200);
        boolean isThrowing = dice.chance(300);
        List<Integer> throwing = new ArrayList<>();
        for (int i = 0; i < Entry.MISSED.ordinal(); i++)
            throwing.add(isThrowing && dice.chance(512) ? dice.between(1, 60) : 0);
        ListenerOptions listener = ListenerOptions.builder()
                .hosts(List.of("127.0.0.1"))
                .port(7_000)
                .backlog(dice.chance(200) ? dice.between(1, 6) : 128)
                .policy(SlowPeerPolicy.pauseInput(hardLimit, Duration.ofNanos(dice.magnitude(SECOND, 30 * SECOND))))
                .maxReadBuffer(maxReadBuffer)
                .idleTimeout(Duration.ofNanos(dice.chance(300) ? dice.magnitude(8 * SECOND, 60 * SECOND) : 0))
                .lingerTimeout(Duration.ofNanos(dice.chance(128) ? 0 : dice.magnitude(100 * MS, 10 * SECOND)))
                .sendBuffer((int) dice.magnitude(2 << 10, 16 << 10))
                .receiveBuffer((int) dice.magnitude(2 << 10, 16 << 10))
                .build();
        var plan = new Plan(
                Weather.draw(dice),
                isFramed,
                dice.chance(512) ? 1 : dice.between(1, 4),
                mostFrame,
                readBuffer,
                dice.magnitude(least, 1 << 20),
                hasLimits ? dice.between(2, peers) : 1_000,
                dice.chance(100) ? dice.between(2, 6) : 0,
                1 << dice.between(1, 6),
                listener,
                throwing,
                dice.chance(200) ? dice.between(1, 100) : 0,
                peers,
                dice.magnitude(MS, 5 * SECOND),
                dice.between(1, 6),
                dice.between(0, 6),
                dice.chance(256),
                dice.chance(256) ? dice.magnitude(MS, 4 * SECOND) : 0,
                dice.magnitude(MS, 8 * SECOND),
                dice.chance(400) ? dice.magnitude(MS, 20 * SECOND) : LATE,
                dice.chance(256) ? 0 : dice.magnitude(MS, 20 * SECOND),
                later.chance(300) ? later.between(1, 40) : 0,
                0,
                0,
                null);
        throwing.add(isThrowing && later.chance(512) ? later.between(1, 60) : 0);
        return plan.with(later);
    }

    /** The world as it is, or one in which what is said is sent to many, or one with another policy. */
    private Plan with(Dice later) {
        if (later.chance(400)) {
            ChatPlan drawn =
                    ChatPlan.draw(later, readBuffer, listener.connection().maxReadBuffer());
            int most = Math.min(listener.connection().maxReadBuffer() - 1, later.chance(512) ? 40 : 300);
            return with(drawn.with(listener, drawn.policy(), 7_000), drawn, most, drawn.maxQueued());
        }
        if (!later.chance(150)) return this;
        AtLimit atLimit = isFramed ? AtLimit.DISCONNECT : later.oneOf(AtLimit.values());
        SlowPeerPolicy policy = listener.connection().policy();
        boolean mayDrop = policy.hardLimit() >= SlowPeerPolicy.MIN_DROPPING_LIMIT
                && 2 * policy.hardLimit() + 4L * readBuffer <= maxQueued;
        if (!mayDrop) atLimit = AtLimit.DISCONNECT;
        Duration softTime = Duration.ofNanos(later.magnitude(100 * MS, 20 * SECOND));
        long softLimit = later.magnitude(256, policy.hardLimit());
        policy = new SlowPeerPolicy(atLimit, policy.hardLimit(), softLimit, softTime, policy.stallTimeout());
        return with(ChatPlan.builder(listener, policy, 7_000, false).build(), null, mostFrame, maxQueued);
    }

    /** The world as it is, with another server in it. */
    Plan with(Guest guest, Dice later) {
        SlowPeerPolicy pausing = SlowPeerPolicy.pauseInput(
                listener.connection().policy().hardLimit(),
                listener.connection().policy().stallTimeout());
        ListenerOptions.Builder listening = ChatPlan.builder(listener, pausing, listener.port(), false);
        guest.configure(listening, listener);
        ListenerOptions options = listening.build();
        long least = Math.max(
                        2 * options.connection().policy().hardLimit(),
                        3L * options.connection().maxReadBuffer())
                + 4L * readBuffer;
        return with(options, null, mostFrame, Math.max(later.chance(150) ? 16L * readBuffer : maxQueued, least));
    }

    /**
     * The world as it is, or one in which the reactor connects, too, and handlers end their output.
     *
     * @param latest what came to be drawn later still
     */
    Plan withCalls(Dice latest) {
        boolean isCalling = latest.chance(250);
        return with(
                listener,
                chat,
                mostFrame,
                maxQueued,
                isCalling ? latest.between(100, 900) : 0,
                latest.chance(isCalling ? 512 : 100) ? (int) latest.magnitude(4, 200) : 0);
    }

    private Plan with(ListenerOptions options, ChatPlan drawn, int most, long budget) {
        return with(options, drawn, most, budget, calling, ending);
    }

    private Plan with(ListenerOptions options, ChatPlan drawn, int most, long budget, int calls, int ends) {
        return new Plan(
                weather,
                isFramed || drawn != null,
                copies,
                most,
                readBuffer,
                budget,
                maxConnections,
                maxPerAddress,
                taskQueueCapacity,
                options,
                throwing,
                pausing,
                peers,
                arrivals,
                addresses,
                tasks,
                closingTasks,
                drought,
                droughtFor,
                shutdownAt,
                shutdownWithin,
                farewells,
                calls,
                ends,
                drawn);
    }

    /** The policy of the listener at a port. */
    SlowPeerPolicy policyAt(int port) {
        return port == ChatPlan.SECOND_PORT
                ? chat.secondPolicy()
                : listener.connection().policy();
    }

    long hardLimit() {
        return chat == null ? listener.connection().policy().hardLimit() : chat.mostHardLimit();
    }

    long idle() {
        return listener.connection().idleTimeout().toNanos();
    }

    long linger() {
        return listener.connection().lingerTimeout().toNanos();
    }

    /** One hop there and one back, with what a turn may take. */
    long roundTrip() {
        return 2 * weather.maxDelay() + 10 * MS;
    }
}
