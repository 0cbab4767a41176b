package dev.penstock.bench.load;

/** What the peers of a group do. The measured ones are checked; the others make the server's life hard beside them. */
public enum PeerKind {
    /** Echo, framed: sends messages, checks every byte of the replies. Closed loop, or open loop at a rate. */
    CALLER(true),
    /** Chat: says lines at a rate, and reads and checks what the other speakers say. */
    SPEAKER(true),
    /** Chat: reads and checks what the speakers say. */
    LISTENER(true),
    /** Echo, framed: connects, has one message answered, closes, and again. Latency counts from before connecting. */
    CHURNER(true),
    /** Chat: a listener that, from its moment on, never reads again. */
    STALLER(false),
    /** Echo, framed: from its moment on sends all it can and never reads. */
    FLOODER(false),
    /** Sends messages a byte at a time, at a rate; in a chat a line that never ends. Reads what comes and forgets it. */
    TRICKLER(false),
    /** Connects, sends nothing, reads what comes and forgets it. */
    IDLER(false);

    private final boolean measured;

    PeerKind(boolean measured) {
        this.measured = measured;
    }

    /** Whether it hardly does anything: what is asked of such peers is what a server needs for each. */
    public boolean isQuiet() {
        return this == TRICKLER || this == IDLER;
    }

    /** Whether its latencies are recorded and what it misses is an error. */
    public boolean isMeasured() {
        return measured;
    }
}
