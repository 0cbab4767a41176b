package dev.penstock.sim;

import java.nio.ByteBuffer;

/**
 * Bytes one way: from a send buffer over the wire to a receive buffer. All positions count from the stream's beginning.
 *
 * <pre>
 *   read ── received, unread ── arrived ── on the wire ── sent ── waiting for the peer's window ── written
 * </pre>
 *
 * <p>An acknowledgement takes no time here: what has arrived has left the send buffer.
 */
final class Wire {
    private static final int SEGMENT = 1460;

    private final SimNetwork network;
    private final SimSocket sender;
    private final SimSocket receiver;
    private byte[] ring = new byte[2048];
    private long read;
    private long arrived;
    private long sent;
    private long written;
    private long windowEdge;
    private int sendBuffer;
    private int receiveBuffer;
    private boolean endWritten;
    private boolean endSent;
    private boolean endArrived;
    private boolean isCut;
    private long lastArrival;

    Wire(SimNetwork network, SimSocket sender, SimSocket receiver, int sendBuffer, int receiveBuffer) {
        this.network = network;
        this.sender = sender;
        this.receiver = receiver;
        this.sendBuffer = sendBuffer;
        this.receiveBuffer = receiveBuffer;
        this.windowEdge = receiveBuffer;
    }

    void sendBuffer(int bytes) {
        sendBuffer = bytes;
    }

    void receiveBuffer(int bytes) {
        receiveBuffer = bytes;
        windowEdge = Math.max(windowEdge, read + bytes);
    }

    int sendBuffer() {
        return sendBuffer;
    }

    int receiveBuffer() {
        return receiveBuffer;
    }

    long written() {
        return written;
    }

    long readable() {
        return arrived - read;
    }

    boolean hasEnded() {
        return endArrived;
    }

    int space() {
        return (int) Math.max(0, sendBuffer - (written - arrived));
    }

    /** The kernel tells of room only when a third of the buffer is free. */
    boolean isWritable() {
        return space() >= (written - arrived) / 2 && space() > 0;
    }

    /** Takes bytes into the send buffer. */
    void write(ByteBuffer from, int length) {
        ensureRoom(length);
        int mask = ring.length - 1;
        int at = (int) written & mask;
        int first = Math.min(length, ring.length - at);
        from.get(ring, at, first);
        from.get(ring, 0, length - first);
        written += length;
        send();
    }

    private void ensureRoom(int more) {
        long needed = written - read + more;
        if (needed <= ring.length) return;
        byte[] larger = new byte[Integer.highestOneBit((int) needed - 1) << 1];
        for (long from = read; from < written; ) {
            int source = (int) from & (ring.length - 1);
            int target = (int) from & (larger.length - 1);
            int length = (int) Math.min(written - from, Math.min(ring.length - source, larger.length - target));
            System.arraycopy(ring, source, larger, target, length);
            from += length;
        }
        ring = larger;
    }

    /** Gives bytes out of the receive buffer. */
    void read(ByteBuffer to, int length) {
        int at = (int) read & (ring.length - 1);
        int first = Math.min(length, ring.length - at);
        to.put(ring, at, first);
        to.put(ring, 0, length - first);
        read += length;
        openWindow();
    }

    /** Tells the sender of new room, but not of every single byte: a window that opens a little is not worth a packet. */
    private void openWindow() {
        long edge = read + receiveBuffer;
        if (edge - windowEdge < Math.min(receiveBuffer / 2, 2 * SEGMENT)) return;
        if (written == sent) windowEdge = edge;
        else
            network.in(network.delay(), () -> {
                windowEdge = Math.max(windowEdge, edge);
                send();
            });
    }

    private void send() {
        if (isCut) return;
        long length = Math.min(written, windowEdge) - sent;
        if (length > 0) {
            sent += length;
            long rest = network.isSplit() ? length / 2 : 0;
            if (length - rest > 0) inOrder(() -> arrive(length - rest));
            if (rest > 0) inOrder(() -> arrive(rest));
        }
        if (endWritten && !endSent && sent == written) {
            endSent = true;
            inOrder(this::arriveEnd);
        }
    }

    /** What was sent first arrives first, and so does a reset. */
    void inOrder(Runnable arrival) {
        lastArrival = Math.max(lastArrival, network.clock().elapsed() + network.delay());
        network.at(lastArrival, arrival);
    }

    private void arrive(long length) {
        arrived += length;
        network.trace().add("arrives", receiver.number(), length);
        if (receiver.isClosed()) {
            read = arrived;
            receiver.refuse();
            return;
        }
        if (receiver.isReset()) read = arrived;
        receiver.changed();
        sender.changed();
    }

    private void arriveEnd() {
        endArrived = true;
        network.trace().add("end arrives", receiver.number(), arrived);
        receiver.changed();
        sender.changed();
    }

    /** No more will be written; what was, is still delivered. */
    void end() {
        endWritten = true;
        send();
    }

    /** Whatever has not been sent yet never will be. */
    void cut() {
        isCut = true;
        written = sent;
    }

    /** Destroys what was received and not read; where something is missing, the stream has no orderly end either. */
    void destroyReceived() {
        if (read < arrived) endArrived = false;
        read = arrived;
    }
}
