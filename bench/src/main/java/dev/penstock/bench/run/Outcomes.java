package dev.penstock.bench.run;

import dev.penstock.bench.load.GroupResult;
import dev.penstock.bench.result.Outcome;
import dev.penstock.bench.scenario.Lap;
import java.util.List;

/** How a run ended whose processes are all alive. */
final class Outcomes {
    /** A server from which nobody gets anything from the last fifth of the measured time on does nothing any more. */
    private static final double SILENT_PART = 0.2;

    private static final double LEAST_SILENCE_MILLIS = 300; // shorter ones may be chance

    private Outcomes() {}

    static Outcome of(String lastWords, List<Lap> laps) {
        for (Lap lap : laps) {
            if (isRefused(lap)) return new Outcome(Outcome.Kind.REFUSED, because(lastWords, lap));
            if (isFrozen(lap)) return new Outcome(Outcome.Kind.FROZE, because(lastWords, lap));
        }
        return lastWords.isEmpty() ? Outcome.OK : new Outcome(Outcome.Kind.OK, lastWords);
    }

    private static boolean isRefused(Lap lap) {
        return lap.result().groups().stream().anyMatch(group -> group.errors().connect() > 0 && group.connected() == 0);
    }

    private static boolean isFrozen(Lap lap) {
        if (!lap.isOpenLoop() || lap.received() == lap.expected()) return false;
        double measuredMillis = lap.result().measuredSeconds() * 1000;
        return lap.lastSilenceMillis() >= Math.max(LEAST_SILENCE_MILLIS, measuredMillis * SILENT_PART);
    }

    private static String because(String lastWords, Lap lap) {
        if (!lastWords.isEmpty()) return lastWords;
        return lap.result().groups().stream()
                .map(GroupResult::firstError)
                .filter(error -> !error.isEmpty())
                .findFirst()
                .orElse("");
    }
}
