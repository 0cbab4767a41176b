package dev.penstock.bench.load;

/**
 * Peers that do the same.
 *
 * @param name what results call it; unique in a plan
 * @param kind what its peers do
 * @param connections how many there are at once, 1 to 60,000
 * @param size bytes a message: an echoed one, a frame's payload without its length, a line with its newline; of idlers and
 *     listeners it is not used
 * @param inFlight messages that each caller has under way in a closed loop, 1 to 10,000; elsewhere not used
 * @param perSecond messages a second over the whole group, whether or not replies come: an open loop, in which latency counts
 *     from when a message was due. 0: a closed loop, where each reply starts the next message. Of speakers and tricklers it must
 *     be more than 0; a trickler's message here is a byte, a churner's a connection
 * @param fromMillis when stallers stop reading and flooders begin to send: milliseconds after the measured time has begun
 */
public record PeerGroup(
        String name, PeerKind kind, int connections, int size, int inFlight, double perSecond, long fromMillis) {
    /** Connections of a group; more than one process has descriptors for. */
    public static final int MAX_CONNECTIONS = 60_000;

    /** Messages under way of one caller; each costs 8 bytes. */
    public static final int MAX_IN_FLIGHT = 10_000;

    /** Longest message, in bytes: what a server passes whole, with some room. */
    public static final int MAX_SIZE = 16 << 20;

    /** Most messages or lines a second: more than any server on one machine answers. */
    public static final int MAX_PER_SECOND = 100_000_000;

    public PeerGroup {
        require(name != null && !name.isBlank(), "a group needs a name");
        require(kind != null, "group " + name + " needs a kind");
        require(connections >= 1 && connections <= MAX_CONNECTIONS, name + ": connections must be 1 to 60000");
        require(size >= 1 && size <= MAX_SIZE, name + ": size must be 1 byte to 16 MiB");
        require(inFlight >= 1 && inFlight <= MAX_IN_FLIGHT, name + ": inFlight must be 1 to 10000");
        require(perSecond >= 0 && perSecond <= MAX_PER_SECOND, name + ": perSecond must be 0 to 100000000");
        require(fromMillis >= 0, name + ": fromMillis must not be negative");
        boolean needsRate = kind == PeerKind.SPEAKER || kind == PeerKind.TRICKLER;
        require(perSecond > 0 || !needsRate, name + ": perSecond must be more than 0");
    }

    /** Callers in a closed loop. */
    public static PeerGroup callers(int connections, int size, int inFlight) {
        return new PeerGroup("callers", PeerKind.CALLER, connections, size, inFlight, 0, 0);
    }

    /** Callers in an open loop, at a rate over all of them. */
    public static PeerGroup callersAt(double perSecond, int connections, int size) {
        return new PeerGroup("callers", PeerKind.CALLER, connections, size, 1, perSecond, 0);
    }

    /** Chat members that speak, at a rate over all of them, and listen. */
    public static PeerGroup speakersAt(double perSecond, int connections, int size) {
        return new PeerGroup("speakers", PeerKind.SPEAKER, connections, size, 1, perSecond, 0);
    }

    /** Chat members that listen. */
    public static PeerGroup listeners(int connections) {
        return new PeerGroup("listeners", PeerKind.LISTENER, connections, 1, 1, 0, 0);
    }

    /** Connections that come and go, each for one message; a closed loop, or at a rate over all of them if that is not 0. */
    public static PeerGroup churners(double perSecond, int connections, int size) {
        return new PeerGroup("churners", PeerKind.CHURNER, connections, size, 1, perSecond, 0);
    }

    /** Chat members that stop reading. */
    public static PeerGroup stallers(int connections, long fromMillis) {
        return new PeerGroup("stallers", PeerKind.STALLER, connections, 1, 1, 0, fromMillis);
    }

    /** Peers that send and never read. */
    public static PeerGroup flooders(int connections, int size, long fromMillis) {
        return new PeerGroup("flooders", PeerKind.FLOODER, connections, size, 1, 0, fromMillis);
    }

    /** Peers that each send a byte at a time, so many bytes a second each. */
    public static PeerGroup tricklers(int connections, double bytesPerSecondEach, int size) {
        return new PeerGroup("tricklers", PeerKind.TRICKLER, connections, size, 1, connections * bytesPerSecondEach, 0);
    }

    /** Peers that only connect. */
    public static PeerGroup idlers(int connections) {
        return new PeerGroup("idlers", PeerKind.IDLER, connections, 1, 1, 0, 0);
    }

    /** The same under another name. */
    public PeerGroup named(String other) {
        return new PeerGroup(other, kind, connections, size, inFlight, perSecond, fromMillis);
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) throw new IllegalArgumentException(otherwise);
    }
}
