package dev.penstock.apps.chat;

import dev.penstock.Reactor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Members who are gone, and of whom the others hear in the order in which they went.
 *
 * <p>To tell a crowd of one takes half a millisecond, and all of a crowd may go in one turn. So a turn tells for a bounded time, and
 * the rest is told in those that follow. Until then a name is not free. Owned by the reactor's thread.
 */
final class Departures {
    /** 2 ms: some that leave a crowd of ten thousand, or about a hundred that leave one of five hundred. */
    private static final long MOST_NANOS_A_TURN = 2_000_000;

    /** 16,384: more than a crowd; so who comes and goes all the time cannot have ever more kept. */
    private static final int MOST_WAITING = 16 << 10;

    private record Departure(Member member, String notice) {}

    private final Reactor reactor;
    private final Names names;
    private final Rooms rooms;
    private final Queue<Departure> waiting = new ArrayDeque<>();
    private final Runnable nextTurn = this::nextTurn;
    private long spentNanos; // in this turn
    private boolean isScheduled;

    Departures(Reactor reactor, Names names, Rooms rooms) {
        this.reactor = reactor;
        this.names = names;
        this.rooms = rooms;
    }

    /** Somebody goes; the others are told, at once if there is time. */
    void add(Member member, String notice) {
        waiting.add(new Departure(member, notice));
        if (spentNanos < MOST_NANOS_A_TURN || waiting.size() > MOST_WAITING) tellSome();
    }

    private void tellSome() {
        long begun = reactor.options().clock().nanoTime();
        long left = MOST_NANOS_A_TURN - spentNanos;
        long took;
        do {
            Departure next = waiting.remove();
            names.remove(next.member);
            rooms.leave(next.member, next.notice);
            took = reactor.options().clock().nanoTime() - begun;
        } while (took < left && !waiting.isEmpty());
        spentNanos += took;
        if (isScheduled) return;
        isScheduled = true;
        reactor.schedule(Duration.ZERO, nextTurn);
    }

    private void nextTurn() {
        isScheduled = false;
        spentNanos = 0;
        if (!waiting.isEmpty()) tellSome();
    }
}
