package dev.penstock.bench.load;

import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Drives a server with many connections from one thread, as a plan says.
 *
 * <p>In an open loop messages are due at a fixed rate and latency counts from then, so that a server which stops for a while is
 * charged for all whom it kept waiting. Nothing in it allocates once it is under way, but for connections that come and go.
 */
public final class Load {
    private static final long MILLI = 1_000_000;
    private static final long ROLL_CALL_NANOS = 50 * MILLI;
    private static final long LOOK_ROUND_NANOS = 5 * MILLI; // at how much is outstanding, or has timed out
    private static final long MOST_DRAIN_INTERRUPTED_NANOS = 1_000 * MILLI; // somebody waits

    private final LoadPlan plan;
    private final Consumer<LoadEvent> events;
    private final Window window = new Window();
    private final Meter meter = new Meter();
    private final List<Crowd> crowds = new ArrayList<>();
    private final Consumer<SelectionKey> ready = this::ready;
    private Selector selector;
    private ChatRoom room;
    private long readyAt; // when the first key of this turn was handled: until then the generator had waited
    private boolean isInterrupted; // before the end of the measured time
    private volatile boolean isStopped;
    private volatile Selector toWake;

    /**
     * Prepares a load.
     *
     * @param plan what to do
     * @param events told what happens, on the thread that runs the load: it must be quick
     */
    public Load(LoadPlan plan, Consumer<LoadEvent> events) {
        this.plan = plan;
        this.events = events;
    }

    /** Ends it early, from any thread. What was measured so far is the result. */
    public void stop() {
        isStopped = true;
        Selector waiting = toWake;
        if (waiting != null) waiting.wakeup();
    }

    /**
     * Connects, loads, and closes; ends by itself. Once.
     *
     * @return what it did; also if the server refused, froze or went
     * @throws IOException if the host is unknown, or this process may not have so many connections
     */
    public LoadResult run() throws IOException {
        var address = new InetSocketAddress(plan.host(), plan.port());
        if (address.isUnresolved()) throw new IOException("host " + plan.host() + " is unknown");
        Descriptors.require(plan.connections());
        try (Selector opened = Selector.open()) {
            selector = opened;
            toWake = opened;
            if (plan.work() == Work.CHAT) room = room();
            var tools = new Tools(opened, address, plan.sourceAddresses());
            for (PeerGroup group : plan.groups()) crowds.add(new Crowd(plan, group, tools, window, room));
            try {
                connect();
                drive();
                return result();
            } finally {
                toWake = null;
                for (Crowd crowd : crowds) for (Peer peer : crowd.peers()) peer.end();
            }
        }
    }

    private ChatRoom room() {
        int longest = plan.groups().stream().mapToInt(PeerGroup::size).max().orElse(0);
        return new ChatRoom(new SecureRandom().nextInt(), Math.max(ChatLine.MIN_BYTES, longest), plan.serverTalks());
    }

    private void connect() throws IOException {
        var connector = new Connector(plan.connectMillis());
        for (Crowd crowd : crowds) if (crowd.connectsAhead()) for (Peer peer : crowd.peers()) connector.add(peer);
        while (!isStopped && connector.turn(System.nanoTime())) select(MILLI);
        long latest = System.nanoTime() + plan.connectMillis() * MILLI;
        while (!isStopped && room != null && !room.callRoll() && System.nanoTime() - latest < 0) {
            long again = System.nanoTime() + ROLL_CALL_NANOS;
            for (long now; (now = System.nanoTime()) - again < 0 && !isStopped; ) select(again - now);
        }
    }

    private void drive() throws IOException {
        long now = System.nanoTime();
        window.begin(now, plan.warmUpMillis(), plan.measuredMillis());
        long standing = crowds.stream().mapToLong(Crowd::connectedAhead).sum();
        tell("connected", "", now, standing);
        for (Crowd crowd : crowds) crowd.start(now);
        var moments = new Moments(crowds, window, events, meter);
        long nextLook = now;
        while (!isStopped && now - window.end() < 0) {
            moments.turn(now);
            if (now - nextLook >= 0) {
                if (!isAnybodyLeft()) break; // the server is gone: nothing more can come
                expire(now);
                nextLook = now + 100 * MILLI;
            }
            turn(now, moments.next() - nextLook < 0 ? moments.next() : nextLook);
            now = System.nanoTime();
        }
        if (!isStopped) moments.turn(now); // what a late turn would leave out
        drain(now);
    }

    private void drain(long begun) throws IOException {
        long mostNanos = plan.drainMillis() * MILLI;
        isInterrupted = isStopped;
        if (isInterrupted) {
            mostNanos = Math.min(mostNanos, MOST_DRAIN_INTERRUPTED_NANOS);
            window.cut(begun);
        }
        meter.end(begun);
        for (Crowd crowd : crowds) crowd.stop();
        tell("draining", "", begun, 0);
        long least = isStopped ? 0 : plan.holdMillis() * MILLI;
        for (long now = begun;
                now - begun < mostNanos && (isOutstanding() || now - begun < least);
                now = System.nanoTime()) {
            for (long look = now + LOOK_ROUND_NANOS; now - look < 0; now = System.nanoTime()) turn(now, look);
            expire(now);
            if (isStopped && !isInterrupted) break; // nothing is lost but the patience
        }
    }

    private void expire(long now) {
        for (Crowd crowd : crowds) crowd.expire(now, plan.connectMillis() * MILLI);
    }

    private boolean isAnybodyLeft() {
        for (Crowd crowd : crowds) {
            if (!crowd.connectsAhead()) return true;
            for (Peer peer : crowd.peers()) if (peer.isOpen()) return true;
        }
        return false;
    }

    private boolean isOutstanding() {
        for (Crowd crowd : crowds) if (crowd.group().kind().isMeasured() && crowd.outstanding() > 0) return true;
        return false;
    }

    /** Begins what is due, then waits for what comes, but not longer than until then. */
    private void turn(long now, long until) throws IOException {
        int begun = 0;
        long next = until;
        for (int i = 0; i < crowds.size(); i++) begun += crowds.get(i).turn(now, meter);
        for (int i = 0; i < crowds.size(); i++) next = crowds.get(i).nextDue(next);
        long idleFrom = begun > 0 ? System.nanoTime() : now;
        readyAt = 0;
        select(next - idleFrom);
        meter.waited((readyAt != 0 ? readyAt : System.nanoTime()) - idleFrom);
    }

    private void select(long nanos) throws IOException {
        // Sleeps are a millisecond long at least: what is due sooner is waited for awake.
        if (nanos < MILLI) selector.selectNow(ready);
        else selector.select(ready, nanos / MILLI);
    }

    private void ready(SelectionKey key) {
        if (readyAt == 0) readyAt = System.nanoTime();
        ((Peer) key.attachment()).ready();
    }

    private void tell(String event, String group, long now, long count) {
        events.accept(new LoadEvent(event, group, window.millis(now), count));
    }

    private LoadResult result() {
        long now = System.nanoTime();
        int steps = crowds.stream()
                .mapToInt(crowd -> crowd.tally().overTime.end(now))
                .max()
                .orElse(0);
        long messages =
                crowds.stream().mapToLong(crowd -> crowd.tally().received).sum();
        return new LoadResult(
                isInterrupted,
                window.seconds(),
                plan.bucketMillis(),
                crowds.stream()
                        .map(crowd -> new GroupCount(crowd).result(window.seconds(), steps))
                        .toList(),
                meter.result(messages));
    }
}
