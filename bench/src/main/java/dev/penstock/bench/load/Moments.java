package dev.penstock.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What happens at its time: the measured time begins, a group begins to misbehave, a second has passed. */
final class Moments {
    private static final long SECOND = 1_000_000_000;

    private final List<Crowd> crowds;
    private final List<Crowd> unruly = new ArrayList<>();
    private final Window window;
    private final Consumer<LoadEvent> events;
    private final Meter meter;
    private long nextProgress;
    private long next;

    Moments(List<Crowd> crowds, Window window, Consumer<LoadEvent> events, Meter meter) {
        this.crowds = crowds;
        this.window = window;
        this.events = events;
        this.meter = meter;
        this.nextProgress = window.start() + SECOND;
        this.next = window.start();
        for (Crowd crowd : crowds) if (isUnruly(crowd)) unruly.add(crowd);
    }

    private static boolean isUnruly(Crowd crowd) {
        return crowd.group().kind() == PeerKind.STALLER || crowd.group().kind() == PeerKind.FLOODER;
    }

    /** When to come again. */
    long next() {
        return next;
    }

    void turn(long now) {
        if (now - next < 0) return;
        next = window.end();
        if (!meter.isOn() && isDue(window.countFrom(), now)) {
            meter.begin(now);
            tell("measuring", "", now, 0);
        }
        for (int i = unruly.size() - 1; i >= 0; i--) {
            Crowd crowd = unruly.get(i);
            if (!isDue(window.countFrom() + crowd.group().fromMillis() * 1_000_000, now)) continue;
            unruly.remove(i);
            crowd.moment();
            tell("stalled", crowd.group().name(), now, crowd.group().connections());
        }
        if (isDue(nextProgress, now)) {
            tell(
                    "progress",
                    "",
                    now,
                    crowds.stream().mapToLong(crowd -> crowd.tally().received).sum());
            nextProgress += SECOND;
            isDue(nextProgress, now);
        }
    }

    private boolean isDue(long at, long now) {
        if (now - at >= 0) return true;
        if (at - next < 0) next = at;
        return false;
    }

    private void tell(String event, String group, long now, long count) {
        events.accept(new LoadEvent(event, group, window.millis(now), count));
    }
}
