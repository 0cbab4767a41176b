package dev.penstock.bench.scenario;

import dev.penstock.bench.load.LoadPlan;
import java.util.List;
import java.util.Optional;

/** What a server goes through: load after load, where the next may depend on what the last ones found. */
public interface Course {
    /**
     * The next load; the port is still to be filled in.
     *
     * @param soFar those before, in order
     * @return empty at the end
     */
    Optional<LoadPlan> next(List<Lap> soFar);

    /** How long it takes at most, in seconds, if the server keeps up: connecting is not in it. */
    double seconds();

    /** One load after the other, whatever comes of them. */
    static Course of(LoadPlan... plans) {
        return new Course() {
            @Override
            public Optional<LoadPlan> next(List<Lap> soFar) {
                return soFar.size() < plans.length ? Optional.of(plans[soFar.size()]) : Optional.empty();
            }

            @Override
            public double seconds() {
                double seconds = 0;
                for (LoadPlan plan : plans)
                    seconds += (plan.warmUpMillis() + plan.measuredMillis() + plan.holdMillis()) / 1e3;
                return seconds;
            }
        };
    }
}
