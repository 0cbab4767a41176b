package dev.penstock.bench.load;

import dev.penstock.bench.work.Work;

/** A group while it runs: its peers, what is due of them, and what is counted of them. */
final class Crowd {
    private static final int MOST_BEGUN_A_TURN = 256; // so that who is late goes on reading

    private final PeerGroup group;
    private final Work work;
    private final Tools tools;
    private final Window window;
    private final ChatRoom room;
    private final Tally tally;
    private final Script script;
    private final Schedule schedule; // null: a closed loop
    private final Turnstile turnstile;
    private final Peer[] peers;
    private boolean isStarted;
    private boolean isRunning;
    private int connectedAhead;

    Crowd(LoadPlan plan, PeerGroup group, Tools tools, Window window, ChatRoom room) {
        this.group = group;
        this.work = plan.work();
        this.tools = tools;
        this.window = window;
        this.room = room;
        this.tally = new Tally(window, new OverTime(plan.measuredMillis() + plan.drainMillis(), plan.bucketMillis()));
        this.schedule = group.perSecond() > 0 ? new Schedule(group.perSecond()) : null;
        this.script = work == Work.CHAT
                ? null
                : new Script(work, group.size(), group.name().hashCode());
        this.turnstile = group.kind() == PeerKind.CHURNER ? new Turnstile(group.connections()) : null;
        this.peers = new Peer[group.connections()];
        for (int i = 0; i < peers.length; i++) peers[i] = peer(i);
    }

    private Peer peer(int index) {
        return switch (group.kind()) {
            case CALLER -> new Caller(this, index);
            case CHURNER -> new Churner(this, index);
            case FLOODER -> new Flooder(this, index);
            case TRICKLER -> new Trickler(this, index);
            case IDLER -> new Idler(this, index);
            case SPEAKER, LISTENER, STALLER -> new ChatMember(this, index);
        };
    }

    PeerGroup group() {
        return group;
    }

    Work work() {
        return work;
    }

    Tools tools() {
        return tools;
    }

    Tally tally() {
        return tally;
    }

    Script script() {
        return script;
    }

    ChatRoom room() {
        return room;
    }

    Peer[] peers() {
        return peers;
    }

    boolean isOpenLoop() {
        return schedule != null;
    }

    /** Whether the warm-up has begun. */
    boolean isStarted() {
        return isStarted;
    }

    /** Whether a reply may start the next message. */
    boolean isRunning() {
        return isRunning;
    }

    /** Whether its connections are there from the start, rather than come and go. */
    boolean connectsAhead() {
        return turnstile == null;
    }

    /** Connections that stood when the warm-up began. */
    long connectedAhead() {
        return connectedAhead;
    }

    void connected(long nanos, long now) {
        if (connectsAhead()) connectedAhead++;
        else if (tally.counts(now)) tally.connected++;
        if (connectsAhead() || tally.counts(now)) tally.connectTime.recordValue(nanos);
    }

    void start(long now) {
        isStarted = true;
        isRunning = true;
        tally.overTime.begin(window.countFrom());
        if (connectsAhead()) tally.connected = connectedAhead;
        if (schedule != null) schedule.begin(now);
        for (Peer peer : peers) peer.onStart(now);
    }

    void stop() {
        isRunning = false;
    }

    void moment() {
        for (Peer peer : peers) peer.onMoment();
    }

    /** Begins what is due. Returns how much that was. */
    int turn(long now, Meter meter) {
        return turnstile != null ? admit(now, meter) : schedule != null ? beginDue(now, meter) : 0;
    }

    private int beginDue(long now, Meter meter) {
        int begun = 0;
        for (long due; begun < MOST_BEGUN_A_TURN && isDue(due = schedule.nextDue(), now); begun++) {
            long number = schedule.take();
            meter.lag(System.nanoTime() - due);
            peers[(int) (number % peers.length)].onDue(number, due);
        }
        return begun;
    }

    private int admit(long now, Meter meter) {
        boolean wasFull = turnstile.isEmpty();
        int most = Math.min(MOST_BEGUN_A_TURN, turnstile.count()); // whoever fails at once is back at once
        int begun = 0;
        for (; begun < most && (schedule == null ? isRunning : isDue(schedule.nextDue(), now)); begun++) {
            long due = schedule == null ? now : schedule.due(schedule.take());
            if (schedule != null && !wasFull) meter.lag(System.nanoTime() - due);
            turnstile.take().begin(due);
        }
        return begun;
    }

    private boolean isDue(long due, long now) {
        return now - due >= 0 && due - window.end() < 0;
    }

    /** Gives up connections that take too long. */
    void expire(long now, long mostNanos) {
        if (turnstile != null) for (Peer peer : peers) peer.connectUntil(now, mostNanos);
    }

    void free(Churner churner) {
        turnstile.add(churner);
    }

    /** When something is due that can be begun; or this. */
    long nextDue(long otherwise) {
        if (schedule == null)
            return turnstile != null && !turnstile.isEmpty() && isRunning ? window.start() : otherwise;
        if (turnstile != null && turnstile.isEmpty()) return otherwise;
        long due = schedule.nextDue();
        return due - window.end() < 0 && due - otherwise < 0 ? due : otherwise;
    }

    /** When a peer's message of this number is due, of an open loop. */
    long dueOf(int peer, long number) {
        return schedule.due(peer + number * peers.length);
    }

    /** How many of a peer's messages from the first to before the last are of the measured time, of an open loop. */
    long counted(int peer, long from, long to) {
        return Math.max(0, to - Math.max(from, before(window.countFrom(), peer)));
    }

    /** A peer's messages that were due in the measured time, of an open loop. */
    long dueOf(int peer) {
        return before(window.end(), peer) - before(window.countFrom(), peer);
    }

    private long before(long time, int peer) {
        return Math.max(0, schedule.firstFrom(time) - peer + peers.length - 1) / peers.length;
    }

    /** Messages of an open loop that were due in the measured time. */
    long due() {
        return schedule == null ? 0 : schedule.firstFrom(window.end()) - schedule.firstFrom(window.countFrom());
    }

    /** What may still come of the measured time. A garbled line may stand for one that will not; or for none, and all still come. */
    long outstanding() {
        long sum = -tally.told;
        boolean isAnybodyThere = !connectsAhead();
        for (Peer peer : peers) {
            if (!peer.isOpen() && !peer.isConnecting()) continue;
            isAnybodyThere = true;
            sum += peer.outstanding();
        }
        return isAnybodyThere ? Math.max(0, sum + waiting()) : 0;
    }

    /** Those of them that no peer has begun. */
    long waiting() {
        if (schedule == null) return 0;
        long first = Math.max(schedule.taken(), schedule.firstFrom(window.countFrom()));
        return Math.max(0, schedule.firstFrom(window.end()) - first);
    }
}
