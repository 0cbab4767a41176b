package dev.penstock.bench.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Connects the peers that are there from the start: some at a time, so that a listener's backlog holds them. */
final class Connector {
    private static final int MOST_AT_ONCE = 32; // java.net's own default backlog is 50

    private final long mostNanos;
    private final ArrayDeque<Peer> waiting = new ArrayDeque<>();
    private final List<Peer> connecting = new ArrayList<>();

    Connector(long mostMillis) {
        this.mostNanos = mostMillis * 1_000_000;
    }

    void add(Peer peer) {
        waiting.add(peer);
    }

    /** Begins some, gives up some. Returns whether any is still to come about. */
    boolean turn(long now) {
        connecting.removeIf(peer -> {
            peer.connectUntil(now, mostNanos);
            return !peer.isConnecting();
        });
        for (int i = 0; i < MOST_AT_ONCE && connecting.size() < MOST_AT_ONCE && !waiting.isEmpty(); i++) {
            Peer peer = waiting.remove();
            peer.connect(System.nanoTime());
            if (peer.isConnecting()) connecting.add(peer);
        }
        return !connecting.isEmpty() || !waiting.isEmpty();
    }
}
