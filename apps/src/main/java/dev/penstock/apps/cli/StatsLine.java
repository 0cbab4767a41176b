package dev.penstock.apps.cli;

import dev.penstock.CloseReason;
import dev.penstock.LongestTurn;
import dev.penstock.Metric;
import dev.penstock.Reactor;
import dev.penstock.ReactorSnapshot;
import java.time.Duration;

/** A reactor's figures in one line, at intervals; the longest turn is that of the last interval. */
final class StatsLine {
    private final Reactor reactor;
    private final Duration interval;

    private StatsLine(Reactor reactor, Duration interval) {
        this.reactor = reactor;
        this.interval = interval;
    }

    /** Prints a line each interval, on standard error; an interval of zero prints none. */
    static void schedule(Reactor reactor, Duration interval) {
        if (!interval.isZero()) new StatsLine(reactor, interval).schedule();
    }

    private void schedule() {
        reactor.schedule(interval, this::print);
    }

    private void print() {
        System.err.println(format(reactor.snapshot()));
        reactor.resetLongestTurn();
        schedule();
    }

    static String format(ReactorSnapshot snapshot) {
        return "stats: " + snapshot.get(Metric.OPEN) + " connections"
                + ", " + snapshot.get(Metric.BYTES_IN) + " bytes in"
                + ", " + snapshot.get(Metric.BYTES_OUT) + " bytes out"
                + ", " + snapshot.get(Metric.BYTES_QUEUED) + " queued"
                + ", " + (snapshot.get(Metric.BYTES_DROPPED) + snapshot.get(Metric.BYTES_MISSED)) + " dropped"
                + ", closed " + closed(snapshot)
                + ", longest turn " + turn(snapshot.longestTurn());
    }

    private static String closed(ReactorSnapshot snapshot) {
        var text = new StringBuilder().append(snapshot.get(Metric.CLOSED));
        String separator = " (";
        for (CloseReason reason : CloseReason.values()) {
            if (snapshot.closed(reason) == 0) continue;
            text.append(separator).append(reason.text()).append(' ').append(snapshot.closed(reason));
            separator = ", ";
        }
        return separator.equals(", ") ? text.append(')').toString() : text.toString();
    }

    private static String turn(LongestTurn longest) {
        return longest.duration().toNanos() / 1000 + " us (" + longest.cause() + " "
                + longest.causeDuration().toNanos() / 1000 + " us)";
    }
}
