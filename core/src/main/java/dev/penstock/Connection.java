package dev.penstock;

import dev.penstock.buffer.Chunk;
import dev.penstock.queue.OutgoingQueue;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * One peer's life on a reactor.
 *
 * <pre>
 *            peer's FIN            close()            all delivered         peer's FIN, or
 *   OPEN ──────────────► HALF_CLOSED ────► DRAINING ────────────► LINGERING ──────────────► CLOSED
 *    │ │                  │ endOutput()     ▲ ▲     └──── peer's FIN was seen ───────────────► ▲
 *    │ │    endOutput()   ▼                 │ │                                                │
 *    │ └─────────────► OUTPUT_ENDED ────────┘ │                                                │
 *    │                        peer's FIN, or close()                                           │
 *    └──────────────── close() ───────────────┘                                                │
 *   any ──────────────────── abort(), stall, reset ────────────────────────────────────────────┘
 * </pre>
 *
 * <p>All methods belong to the reactor's thread but those that say otherwise; other threads come in through
 * {@link Reactor#execute}. No method blocks, calls a handler, or throws because of what the peer or the network did.
 *
 * <p>The fields are data for the loop's stages: {@link InputStage}, {@link DiscardStage}, {@link OutputStage}, {@link SettleStage},
 * {@link CloseStage} and {@link Deadlines}. There may be ten thousand idle connections, so an idle one holds neither buffer nor timer.
 */
public final class Connection {
    private static final VarHandle LAST_PROGRESS;

    static {
        try {
            LAST_PROGRESS = MethodHandles.lookup().findVarHandle(Connection.class, "lastProgressNanos", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Reactor reactor;
    final ConnectionTerms terms;
    final SocketChannel channel;
    final SocketAddress remoteAddress;
    final int unixNumber;
    final OutgoingQueue queue;
    SelectionKey key;
    ConnectionHandler handler;
    private Object attachment;

    ConnectionState state = ConnectionState.OPEN;
    CloseReason reason; // not null from close() or abort() on
    int interest;
    int pauses; // the bits of Pause that hold
    Chunk kept; // input that the handler has left, or null
    int discarded;
    int neededBytes; // what must fit before a peer paused by the budget goes on
    long resumeAtBytes; // the queue's size at which a peer paused at its limit goes on

    boolean isOutgoing; // we connected to the peer, not it to us
    boolean inputEnded; // end of input was read
    boolean endUnreported; // ... and the handler is still to be told
    boolean retryOwed; // a write was not taken whole; the handler is told when there is room
    IOException writeFailure; // of a connection of ours, until what had arrived before is read; then it ends
    boolean roomAwaited; // a push was not taken whole; the handler is told when there is room, and input goes on
    boolean redeliver; // resumed by the handler; what was kept is offered at the turn's end
    boolean endSent; // our output was ended, and the kernel told so
    boolean blocked; // the kernel took less than the queue had; write interest tells when it takes more
    boolean aborting; // marked to be closed without delivery
    boolean reportedClosed; // onClosed has run
    boolean hasSent;
    boolean overSoftLimit;

    long lastInputNanos;
    long frameBegunNanos; // when the unfinished frame that is kept began; time in which we did not read is not counted
    long inputStoppedNanos; // since when we do not read
    private long lastProgressNanos;
    long lingerUntilNanos;
    long refusedTurn; // the last turn in which the kernel took less than it was offered
    long overSoftLimitSinceNanos;
    byte probes; // times in a row that waiting bytes were offered again and none was taken
    Deadlines.ConnectionTimer timer; // null until a deadline is first needed

    Connection listPrevious; // in the reactor's list of open, or of lingering, connections
    Connection listNext;
    Connection nextMarked; // among those to be closed in this turn
    boolean marked;
    Connection nextTouched; // in the list of those to be settled
    boolean touched;
    Line.Place waiting; // among those that wait for budget; null until it first did
    Line.Place ranked; // among those that hold memory; null until it first did
    Missed missed; // null until a message was first dropped
    Group.Membership memberships; // the first of a list

    Connection(
            Reactor reactor,
            ConnectionTerms terms,
            SocketChannel channel,
            SocketAddress remoteAddress,
            int unixNumber) {
        this.reactor = reactor;
        this.terms = terms;
        this.channel = channel;
        this.remoteAddress = remoteAddress;
        this.unixNumber = unixNumber;
        this.queue = new OutgoingQueue(policy().notesMessages());
        this.lastInputNanos = reactor.now();
        this.lastProgressNanos = lastInputNanos;
    }

    /**
     * Sends a message, whole or not at all. Small ones gather and leave together; a big one in a direct buffer goes straight
     * to the kernel and only what is refused is copied.
     *
     * @param message from its position to its limit; consumed when accepted, untouched otherwise. Not kept after the call
     * @return what became of it
     * @throws IllegalArgumentException if it is longer than the policy's hard limit, which no waiting could mend
     */
    public WriteResult write(ByteBuffer message) {
        assert reactor.inLoop() : "use Reactor.execute to reach a connection from another thread";
        return reactor.output.write(this, message);
    }

    /**
     * Sends as much of a stream as fits, straight to the kernel when nothing waits, and leaves the rest in the buffer. Give it
     * as much as there is: each call may be a system call. After a call that left something, input is paused and
     * {@link ConnectionHandler#onWritable} follows, whichever the policy: pieces of a stream can't be dropped one by one.
     *
     * @param bytes from its position to its limit; the position moves past what was taken
     * @return how many bytes were taken; 0 when the connection is closing or closed, or our output was ended
     */
    public int writeSome(ByteBuffer bytes) {
        assert reactor.inLoop() : "use Reactor.execute to reach a connection from another thread";
        return reactor.output.writeSome(this, bytes);
    }

    /**
     * As {@link #writeSome}, for a stream that does not come from this peer's own input, such as a file that a client sends:
     * input goes on. Who stopped reading an echo because it takes no more would wait for itself. After a call that left
     * something {@link ConnectionHandler#onWritable} follows, once no more than half of the hard limit waits.
     *
     * @param bytes from its position to its limit; the position moves past what was taken
     * @return how many bytes were taken; 0 when the connection is closing or closed, or our output was ended
     */
    public int pushSome(ByteBuffer bytes) {
        assert reactor.inLoop() : "use Reactor.execute to reach a connection from another thread";
        return reactor.output.pushSome(this, bytes);
    }

    /**
     * Stops reading until {@link #resumeInput()}; TCP slows the peer down. While paused and owed nothing, a connection is
     * watched by nobody: not even a reset is noticed. The idle timeout stands still.
     */
    public void pauseInput() {
        assert reactor.inLoop() : "use Reactor.execute to reach a connection from another thread";
        pauses |= Pause.BY_HANDLER;
        reactor.settler.touch(this);
    }

    /** Goes on reading; what the handler has left is offered again, first, at the end of this turn. */
    public void resumeInput() {
        assert reactor.inLoop() : "use Reactor.execute to reach a connection from another thread";
        if ((pauses & Pause.BY_HANDLER) == 0) return;
        pauses &= ~Pause.BY_HANDLER;
        lastInputNanos = reactor.now();
        redeliver = true;
        reactor.settler.touch(this);
    }

    /**
     * Ends our side of the conversation and goes on listening: behind everything queued the peer is sent the end of input. From
     * now on writes answer {@link WriteResult#CLOSED}, neither {@code onWritable} nor {@code onMissed} is called any more, and
     * it is a member of no group; what the peer sends is handed over as before. When the peer has ended its input, too, and
     * the handler was told, the connection closes as {@link CloseReason#END_OF_INPUT}.
     *
     * <p>Does nothing the second time, nor when the connection is closing or closed. {@link #close} and {@link #abort} may
     * follow. The stall timeout holds while bytes wait, and the idle timeout as before.
     */
    public void endOutput() {
        assert reactor.inLoop() : "use Reactor.execute to reach a connection from another thread";
        reactor.halfClose.begin(this);
    }

    /**
     * Ends the connection once everything queued is delivered, as {@link CloseReason#CLOSED_BY_SERVER}, or
     * {@link CloseReason#CLOSED_BY_CLIENT} where we connected to the peer.
     */
    public void close() {
        close(isOutgoing ? CloseReason.CLOSED_BY_CLIENT : CloseReason.CLOSED_BY_SERVER);
    }

    /**
     * Ends the connection once everything queued is delivered. Only marks it: the handler hears {@code onClosed} later, from
     * the loop. From now on writes answer {@link WriteResult#CLOSED} and input is discarded.
     *
     * @param why what {@code onClosed} will say, unless the peer does not take its bytes
     */
    public void close(CloseReason why) {
        assert reactor.inLoop() : "use Reactor.execute to reach a connection from another thread";
        reactor.closer.mark(this, why, false);
    }

    /**
     * Ends the connection with a reset. What is queued, and what the kernel still holds, is dropped and its memory free at the
     * end of this turn.
     *
     * @param why what {@code onClosed} will say
     */
    public void abort(CloseReason why) {
        assert reactor.inLoop() : "use Reactor.execute to reach a connection from another thread";
        reactor.closer.mark(this, why, true);
    }

    /**
     * Whether {@link #close} or {@link #abort} was called, by the handler or because of a verdict: nothing that is written now
     * arrives, and nothing more is read.
     *
     * @return whether the connection is at its end
     */
    public boolean isClosing() {
        return reason != null;
    }

    /**
     * Where in its life the connection is.
     *
     * @return the state
     */
    public ConnectionState state() {
        return state;
    }

    /**
     * The peer's address. Any thread.
     *
     * @return the address; for a Unix peer that connected to us most often an empty path
     */
    public SocketAddress remoteAddress() {
        return remoteAddress;
    }

    /**
     * Our own address. Any thread.
     *
     * @return the address, or null when the connection is gone
     */
    public SocketAddress localAddress() {
        try {
            return channel.getLocalAddress();
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * The peer's name: its address, or for a Unix peer that connected to us {@code unix#} and a number. Safe to show. Any
     * thread.
     *
     * @return the name
     */
    public String peerName() {
        return unixNumber > 0 && !isOutgoing ? "unix#" + unixNumber : AddressFormat.format(remoteAddress);
    }

    /**
     * How much waits for the peer, and since when. Any thread.
     *
     * @return the figures of this moment
     */
    public ConnectionSnapshot snapshot() {
        long bytes = queue.bytes();
        VarHandle.acquireFence(); // since when they wait was written before them
        long since = reactor.options().clock().nanoTime() - (long) LAST_PROGRESS.getOpaque(this);
        Missed untold = missed;
        return new ConnectionSnapshot(
                bytes,
                bytes == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, since)),
                untold == null ? 0 : untold.messages(),
                untold == null ? 0 : untold.bytes());
    }

    /**
     * The reactor it lives on. Any thread.
     *
     * @return the reactor
     */
    public Reactor reactor() {
        return reactor;
    }

    /**
     * What the user has attached.
     *
     * @return the attachment, or null
     */
    public Object attachment() {
        return attachment;
    }

    /**
     * Attaches anything.
     *
     * @param value the attachment, or null
     */
    public void attach(Object value) {
        attachment = value;
    }

    @Override
    public String toString() {
        return peerName();
    }

    SlowPeerPolicy policy() {
        return terms.policy;
    }

    /** Whether its handler is still served: it hears of input. */
    boolean isServed() {
        return reason == null;
    }

    /** Whether it can be written to. */
    boolean takesOutput() {
        return reason == null && state != ConnectionState.OUTPUT_ENDED && writeFailure == null;
    }

    /** Whether messages were dropped and it has not been told. */
    boolean hasMissed() {
        return missed != null && missed.messages() > 0;
    }

    boolean isPausedByPolicy() {
        return (pauses & Pause.BY_POLICY) != 0;
    }

    /** Whether what was kept may be offered to the handler now. */
    boolean mayDeliver() {
        return reason == null && (pauses & (Pause.BY_POLICY | Pause.BY_HANDLER)) == 0;
    }

    long lastProgressNanos() {
        return lastProgressNanos;
    }

    void progressedAt(long nanos) {
        LAST_PROGRESS.setOpaque(this, nanos);
        probes = 0;
    }
}
