package dev.penstock.frame;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ListenException;
import dev.penstock.ListenerOptions;
import dev.penstock.Metric;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import dev.penstock.sim.SimNetwork;
import dev.penstock.sim.SimSocket;
import dev.penstock.sim.Weather;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * Reads one peer's bytes, piece by piece, on a reactor of its own on a network where nothing surprising happens. After each
 * piece it looks at the memory that is held: no more than follows from what has arrived and was not taken.
 */
final class FrameTrial {
    private static final int PORT = 7_000;
    private static final long ON_THE_WIRE = 2_000; // a calm network's delay is half of it
    private static final int BUFFER = 4 << 10; // of a socket: as much as an input has
    private static final int SMALLEST_CHUNK = 1 << 10;

    private final FrameNotes notes;
    private final CountedReader reader;
    private final int longestUnfinished;
    private final SimNetwork network = new SimNetwork(1, Weather.calm());
    private final Reactor reactor;
    private final SimSocket peer;
    private long arrived;
    private Throwable failure; // the first that the reactor has reported
    private long mostLeft; // untaken bytes, since there were none

    private FrameTrial(Framing framing, FrameNotes notes, int longestUnfinished) {
        this.notes = notes;
        this.reader = new CountedReader(framing, notes);
        this.longestUnfinished = longestUnfinished;
        this.reactor = Reactor.open(ReactorOptions.builder()
                .provider(network)
                .clock(network.clock())
                .errorHandler(this::onError)
                .readBuffer(4 << 10)
                .taskQueueCapacity(64)
                .maxQueued(8 << 20)
                .build());
        try {
            reactor.listen(
                    ListenerOptions.builder()
                            .hosts(List.of("127.0.0.1"))
                            .port(PORT)
                            .sendBuffer(BUFFER)
                            .receiveBuffer(BUFFER)
                            .maxReadBuffer(framing.readBuffer())
                            .build(),
                    connection -> reader);
        } catch (ListenException e) {
            throw new IllegalStateException(e);
        }
        InetAddress loopback = InetAddress.getLoopbackAddress();
        peer = network.connect(new InetSocketAddress(loopback, 10_000), new InetSocketAddress(loopback, PORT));
        peer.sendBuffer(BUFFER);
        peer.receiveBuffer(BUFFER);
        turn();
    }

    /**
     * What is read of these pieces.
     *
     * @param longestUnfinished most bytes of a frame that has neither ended nor is too long
     */
    static Reading read(Framing framing, FrameNotes notes, int longestUnfinished, List<byte[]> pieces) {
        var trial = new FrameTrial(framing, notes, longestUnfinished);
        for (byte[] piece : pieces) trial.send(piece);
        return trial.end();
    }

    private void onError(Connection connection, Throwable failure) {
        if (this.failure == null) this.failure = failure;
    }

    private void send(byte[] piece) {
        try {
            int taken = peer.write(ByteBuffer.wrap(piece), piece.length);
            if (taken < piece.length) throw new IllegalArgumentException("an input larger than a socket's buffer");
        } catch (IOException e) {
            if (!notes.isTooLong()) throw new AssertionError("the peer was reset", e);
        }
        arrived += piece.length;
        turn();
        if (!notes.isTooLong()) checkMemory();
    }

    private void turn() {
        network.pass(ON_THE_WIRE);
        for (long before = -1; before != movements(); ) {
            before = movements();
            reactor.runOnce(Duration.ZERO);
            reactor.runOnce(Duration.ZERO); // a closed channel is gone with the next select
        }
        if (failure != null) throw new AssertionError("the reactor reports " + failure, failure);
    }

    private long movements() {
        return notes.calls() + get(Metric.BYTES_IN) + get(Metric.CLOSED) + get(Metric.LINGERING);
    }

    private void checkMemory() {
        long left = arrived - reader.taken();
        mostLeft = left == 0 ? 0 : Math.max(mostLeft, left);
        if (left > longestUnfinished)
            throw new AssertionError(left + " bytes are neither taken nor too long; should be " + longestUnfinished);
        long used = get(Metric.POOL_USED);
        long most = left == 0 ? 0 : Math.max(SMALLEST_CHUNK, 4 * mostLeft);
        if (used > most) throw new AssertionError(used + " bytes are held for " + left + " that arrived");
    }

    private Reading end() {
        peer.shutdownOutput();
        turn();
        peer.close();
        turn();
        if (notes.end() == null) throw new AssertionError("the end of input ends nothing");
        long left = arrived - reader.taken();
        if (notes.end() == CloseReason.END_OF_INPUT && left > 0)
            throw new AssertionError(left + " bytes are left at an orderly end");
        if (get(Metric.POOL_USED) != 0) throw new AssertionError(get(Metric.POOL_USED) + " bytes are never given back");
        if (get(Metric.OPEN) + get(Metric.LINGERING) != 0) throw new AssertionError("the connection is never closed");
        return new Reading(notes.frames(), notes.end());
    }

    private long get(Metric metric) {
        return reactor.snapshot().get(metric);
    }
}
