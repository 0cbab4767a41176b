package dev.penstock.apps.chat;

import dev.penstock.Reactor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Members who are gone, and of whom the others hear in the order in which they went.
 *
 * <p>To tell a crowd of one takes half a millisecond, and to write to all of it fifty more; and all of a crowd may go at once, so
 * that most of what is told is told to those who go next. So after some have been told of, the rest waits for a while, and then
 * for the next one. Until then a name is not free. Owned by the reactor's thread.
 */
final class Departures {
    /** 5 ms: ten that leave a crowd of ten thousand, or about two hundred that leave one of five hundred. */
    private static final long MOST_NANOS = 5_000_000;

    /** 100 ms, so that a twentieth of the reactor's time is spent on telling; writing it to those who stay comes on top. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** 16,384: more than a crowd; so who comes and goes all the time cannot have ever more kept. */
    private static final int MOST_WAITING = 16 << 10;

    private record Departure(Member member, String notice) {}

    private final Reactor reactor;
    private final Names names;
    private final Rooms rooms;
    private final Queue<Departure> waiting = new ArrayDeque<>();
    private final Runnable goOn = this::goOn;
    private long spentNanos; // since the last pause
    private boolean isScheduled;

    Departures(Reactor reactor, Names names, Rooms rooms) {
        this.reactor = reactor;
        this.names = names;
        this.rooms = rooms;
    }

    /** Somebody goes; the others are told, at once if there is time. */
    void add(Member member, String notice) {
        waiting.add(new Departure(member, notice));
        if (spentNanos < MOST_NANOS || waiting.size() > MOST_WAITING) tellSome();
    }

    private void tellSome() {
        long begun = reactor.options().clock().nanoTime();
        long left = MOST_NANOS - spentNanos;
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
        reactor.schedule(PAUSE, goOn);
    }

    private void goOn() {
        isScheduled = false;
        spentNanos = 0;
        if (!waiting.isEmpty()) tellSome();
    }
}
