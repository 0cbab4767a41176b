package dev.penstock.apps.cli;

import dev.penstock.LongestTurn;
import dev.penstock.Reactor;
import dev.penstock.ReactorSnapshot;
import java.time.Duration;
import java.util.function.Function;

/** A reactor's figures in one line, at intervals; the longest turn is that of the last interval. */
final class StatsLine {
    private final Reactor reactor;
    private final Duration interval;
    private final Function<ReactorSnapshot, String> figures;

    private StatsLine(Reactor reactor, Duration interval, Function<ReactorSnapshot, String> figures) {
        this.reactor = reactor;
        this.interval = interval;
        this.figures = figures;
    }

    /** Prints a line each interval, on standard error; an interval of zero prints none. */
    static void schedule(Reactor reactor, Duration interval, Function<ReactorSnapshot, String> figures) {
        if (!interval.isZero()) new StatsLine(reactor, interval, figures).schedule();
    }

    private void schedule() {
        reactor.schedule(interval, this::print);
    }

    private void print() {
        ReactorSnapshot snapshot = reactor.snapshot();
        System.err.println("stats: " + figures.apply(snapshot) + ", longest turn " + text(snapshot.longestTurn()));
        reactor.resetLongestTurn();
        schedule();
    }

    private static String text(LongestTurn longest) {
        return longest.duration().toNanos() / 1000 + " us (" + longest.cause() + " "
                + longest.causeDuration().toNanos() / 1000 + " us)";
    }
}
