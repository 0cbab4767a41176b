package dev.penstock.sim;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * One end of a simulated connection, as the kernel keeps it. Whoever uses it, a channel or a peer of a world, is told when
 * something has changed.
 */
public final class SimSocket {
    private static final int DEFAULT_BUFFER = 64 << 10;

    private final SimNetwork network;
    private final int number;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private int wantedSendBuffer = DEFAULT_BUFFER;
    private int wantedReceiveBuffer = DEFAULT_BUFFER;
    private Wire in;
    private Wire out;
    private SimSocket other;
    private Runnable watcher = () -> {};
    private boolean isEstablished;
    private IOException connectFailure;
    private boolean isReset;
    private boolean isResetTold;
    private boolean isOutputShut;
    private boolean isClosed;
    private boolean isAborted;
    private boolean lingersZero;
    private boolean isEndRead;
    private long closedAt;
    private long lastMoved;
    private long lastWritten;
    private long lastArrival;
    private long accepted;
    private long taken;

    SimSocket(SimNetwork network, InetSocketAddress local, InetSocketAddress remote) {
        this.network = network;
        this.number = network.nextSocketNumber();
        this.local = local;
        this.remote = remote;
    }

    static void join(SimNetwork network, SimSocket one, SimSocket two) {
        one.other = two;
        two.other = one;
        one.out = new Wire(network, one, two, one.wantedSendBuffer, two.wantedReceiveBuffer);
        two.in = one.out;
        two.out = new Wire(network, two, one, two.wantedSendBuffer, one.wantedReceiveBuffer);
        one.in = two.out;
    }

    public void sendBuffer(int bytes) {
        wantedSendBuffer = bytes;
        if (out != null) out.sendBuffer(bytes);
    }

    public void receiveBuffer(int bytes) {
        wantedReceiveBuffer = bytes;
        if (in != null) in.receiveBuffer(bytes);
    }

    public void lingerZero(boolean value) {
        lingersZero = value;
    }

    /** Has somebody told of every change. */
    public void watch(Runnable by) {
        watcher = by;
    }

    void changed() {
        lastArrival = network.clock().elapsed();
        watcher.run();
    }

    public int number() {
        return number;
    }

    public InetSocketAddress local() {
        return local;
    }

    public InetSocketAddress remote() {
        return remote;
    }

    public boolean isEstablished() {
        return isEstablished;
    }

    public boolean isReset() {
        return isReset;
    }

    public boolean isClosed() {
        return isClosed;
    }

    boolean isOutputShut() {
        return isOutputShut;
    }

    /** Whether it was closed with a reset. */
    public boolean isAborted() {
        return isAborted;
    }

    /** Whether it is to be closed with a reset. */
    boolean lingersZero() {
        return lingersZero;
    }

    /** Whether its user has read to the end. */
    boolean isEndRead() {
        return isEndRead;
    }

    long closedAt() {
        return closedAt;
    }

    /** Whether it would take a byte, wherever its user is told so or not. */
    boolean hasSpace() {
        return !isReset && out.space() > 0;
    }

    /** When it was last told of anything from outside. */
    long lastArrival() {
        return lastArrival;
    }

    /** The other end. */
    SimSocket other() {
        return other;
    }

    /** Bytes that were read from it, in all. */
    public long readSoFar() {
        return taken;
    }

    /** When it last took bytes to send. */
    public long lastWritten() {
        return lastWritten;
    }

    /** When it last sent or received something. */
    public long lastMoved() {
        return lastMoved;
    }

    /** Bytes that were given to it to be sent, in all. */
    public long written() {
        return accepted;
    }

    /** Bytes that a write would take. */
    int room() {
        return isReset ? 0 : out.space();
    }

    /** Bytes that can be read. */
    public long unread() {
        return in == null ? 0 : in.readable();
    }

    public boolean hasEndArrived() {
        return in != null && in.hasEnded();
    }

    boolean isConnectDone() {
        return isEstablished || connectFailure != null;
    }

    void established() {
        isEstablished = true;
        lastMoved = network.clock().elapsed();
        changed();
    }

    void connectFailed(String why) {
        connectFailure = new ConnectException(why);
        changed();
    }

    /** Whether the connection stands; throws when it never will. */
    public boolean finishConnect() throws IOException {
        if (connectFailure != null) throw connectFailure;
        if (isEstablished && isReset) throw resetFailure();
        return isEstablished;
    }

    /** Whether nobody listened. */
    boolean isRefused() {
        return connectFailure != null && connectFailure.getMessage().contains("refused");
    }

    public boolean hasConnectFailed() {
        return connectFailure != null;
    }

    public boolean isReadable() {
        return isReset || (in != null && (in.readable() > 0 || in.hasEnded()));
    }

    public boolean isWritable() {
        return isReset || isOutputShut || (isEstablished && out.isWritable());
    }

    /** Bytes got, 0 for none, -1 for the end. */
    public int read(ByteBuffer to, int most) throws IOException {
        if (!to.hasRemaining()) return 0;
        int length = (int) Math.min(Math.min(most, to.remaining()), in.readable());
        if (length > 0) {
            in.read(to, length);
            moved("reads", length);
            taken += length;
            return length;
        }
        if (in.hasEnded()) {
            if (!isEndRead) network.progressed();
            isEndRead = true;
            return -1; // also after a reset: the end had come before
        }
        if (isReset) throw resetFailure();
        return 0;
    }

    /** Bytes taken. */
    public int write(ByteBuffer from, int most) throws IOException {
        if (isReset) throw isResetTold ? new IOException("Broken pipe") : resetFailure();
        int length = Math.min(Math.min(most, from.remaining()), out.space());
        if (length == 0) return 0;
        moved("writes", length);
        lastWritten = lastMoved;
        accepted += length;
        out.write(from, length);
        return length;
    }

    private IOException resetFailure() {
        if (!isResetTold) network.progressed();
        isResetTold = true;
        return new IOException("Connection reset");
    }

    private void moved(String what, int length) {
        lastMoved = network.clock().elapsed();
        network.progressed();
        network.trace().add(what, number, length);
    }

    public void shutdownOutput() {
        if (isOutputShut || isReset || out == null) return;
        isOutputShut = true;
        network.progressed();
        network.trace().add("ends output", number, out.written());
        out.end();
        changed();
    }

    /** As the kernel does it: in order if all was read, and with a reset if not. */
    public void close() {
        if (isClosed) return;
        isClosed = true;
        closedAt = network.clock().elapsed();
        network.progressed();
        if (out == null) return;
        if (lingersZero || in.readable() > 0) {
            abort();
            return;
        }
        network.trace().add("closes", number, out.written());
        if (!isReset && !isOutputShut) out.end();
    }

    /** Ends the connection with a reset; what was not sent yet is lost. */
    public void abort() {
        isClosed = true;
        if (isAborted || isReset || out == null) return;
        isAborted = true;
        network.trace().add("aborts", number, out.written());
        out.cut();
        out.inOrder(() -> other.receiveReset());
    }

    /** Something has arrived for a socket that is closed: nobody will ever read it, and its sender is told so. */
    void refuse() {
        abort();
    }

    void receiveReset() {
        if (isReset || isClosed) {
            if (out != null) out.cut();
            return;
        }
        network.trace().add("is reset", number, in.readable());
        isReset = true;
        out.cut();
        if (network.doesResetDestroy()) in.destroyReceived();
        changed();
    }
}
