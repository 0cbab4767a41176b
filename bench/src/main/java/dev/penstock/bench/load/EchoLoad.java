package dev.penstock.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Drives an echo server from one thread.
 *
 * <p>Closed loop: each reply starts the next message. Open loop: messages are due at a fixed rate, round the connections, and
 * latency counts from then, so that a server which stops for a while is charged for all whom it kept waiting. All that were due
 * in the measured time count, however late they are sent or answered.
 */
public final class EchoLoad {
    private static final long DRAIN_NANOS = 2_000_000_000L; // for the last replies; what is missing then is a timeout

    private final InetSocketAddress address;
    private final int size;
    private final int connections;
    private final int inFlight;
    private final long intervalNanos;
    private final Duration warmUp;
    private final Duration measured;
    private final Histogram latencies = new Histogram(3);
    private final List<EchoPeer> peers = new ArrayList<>();
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(256 << 10);

    private long connectErrors;
    private long sendErrors;
    private long receiveErrors;
    private long verifyErrors;
    private long waitedNanos;

    public EchoLoad(
            InetSocketAddress address,
            int connections,
            int size,
            int inFlight,
            int messagesPerSecond,
            Duration warmUp,
            Duration measured) {
        this.address = address;
        this.connections = connections;
        this.size = size;
        this.inFlight = inFlight;
        this.intervalNanos = messagesPerSecond == 0 ? 0 : 1_000_000_000L / messagesPerSecond;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /** Connects, loads, and closes; ends by itself. */
    public LoadReport run() throws IOException {
        try (Selector selector = Selector.open()) {
            try {
                connect(selector);
                long unanswered = peers.isEmpty() ? 0 : drive(selector);
                double busy = 1 - (double) waitedNanos / measured.toNanos();
                return new LoadReport(
                        latencies, measured, busy, connectErrors, sendErrors, receiveErrors, verifyErrors, unanswered);
            } finally {
                for (EchoPeer peer : peers) peer.channel.close();
            }
        }
    }

    private void connect(Selector selector) {
        for (int i = 0; i < connections; i++) {
            try {
                SocketChannel channel = SocketChannel.open(address);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                var peer = new EchoPeer(channel, size, inFlight, i);
                peer.key = channel.register(selector, SelectionKey.OP_READ, peer);
                peers.add(peer);
            } catch (IOException e) {
                connectErrors++;
            }
        }
    }

    private long drive(Selector selector) throws IOException {
        long start = System.nanoTime();
        long countFrom = start + warmUp.toNanos();
        long end = countFrom + measured.toNanos();
        long due = start;
        int next = 0;
        if (intervalNanos == 0) for (EchoPeer peer : peers) for (int i = 0; i < inFlight; i++) begin(peer, start);
        for (long now = start; now - end < 0; now = System.nanoTime()) {
            for (; intervalNanos > 0 && now - due >= 0; due += intervalNanos)
                begin(peers.get(next++ % peers.size()), due);
            select(selector, now, intervalNanos > 0 ? Math.min(due, end) : end, countFrom, end, true);
        }
        for (; intervalNanos > 0 && end - due > 0; due += intervalNanos) begin(peers.get(next++ % peers.size()), due);
        long drained = end + DRAIN_NANOS;
        for (long now = end; outstanding() > 0 && now - drained < 0; now = System.nanoTime())
            select(selector, now, drained, countFrom, end, false);
        return outstanding();
    }

    private void select(Selector selector, long now, long until, long countFrom, long end, boolean again)
            throws IOException {
        long waitMillis = (until - now) / 1_000_000;
        // Sleeps are a millisecond long at least: what is due sooner is waited for awake.
        if (waitMillis <= 0) selector.selectNow(key -> ready((EchoPeer) key.attachment(), countFrom, end, again));
        else selector.select(key -> ready((EchoPeer) key.attachment(), countFrom, end, again), waitMillis);
        long woken = readyAt != 0 ? readyAt : System.nanoTime();
        readyAt = 0;
        if (now - countFrom >= 0 && now - end < 0) waitedNanos += Math.min(woken - now, end - now);
    }

    private long readyAt; // when the first key of this round was handled: until then the generator had waited

    private void ready(EchoPeer peer, long countFrom, long end, boolean again) {
        if (readyAt == 0) readyAt = System.nanoTime();
        if (!peer.isAlive()) return;
        if (peer.key.isWritable()) send(peer);
        if (peer.isAlive() && peer.key.isReadable()) receive(peer, countFrom, end, again);
    }

    private void begin(EchoPeer peer, long due) {
        if (!peer.isAlive()) return;
        peer.begin(due);
        send(peer);
    }

    private void send(EchoPeer peer) {
        try {
            peer.send();
        } catch (IOException e) {
            sendErrors++;
            peer.end();
        }
    }

    private void receive(EchoPeer peer, long countFrom, long end, boolean again) {
        int got;
        try {
            got = peer.channel.read(readBuffer.clear());
        } catch (IOException e) {
            got = -1;
        }
        if (got < 0) {
            receiveErrors++;
            peer.end();
            return;
        }
        if (!peer.verify(readBuffer.flip())) {
            verifyErrors++;
            peer.end();
            return;
        }
        long now = System.nanoTime();
        for (int replies = peer.takeReplies(); replies > 0; replies--) {
            long due = peer.takeDue();
            long counted = intervalNanos > 0 ? due : now;
            if (counted - countFrom >= 0 && counted - end < 0) latencies.recordValue(Math.max(0, now - due));
            if (again && intervalNanos == 0) peer.begin(now);
        }
        if (again) send(peer);
    }

    private long outstanding() {
        long sum = 0;
        for (EchoPeer peer : peers) if (peer.isAlive()) sum += peer.outstanding();
        return sum;
    }
}
