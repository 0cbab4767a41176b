package dev.penstock.bench.scenario;

import dev.penstock.bench.load.LoadPlan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * Looks for the highest rate that a server bears: doubles it until it is too high, or halves it until it is not, and then narrows
 * it down.
 */
final class Ladder implements Course {
    /** Enough for a thousandfold of the first rate, or for a thousandth. */
    static final int MAX_STEPS = 14;

    /** Steps that doubling and narrowing down usually take, for the estimate. */
    private static final int USUAL_STEPS = 10;

    private static final double LOWEST_RATE = 10; // below it a server cannot be said to serve

    private static final double CLOSE_ENOUGH = 1.1; // rounds differ by more

    private final double firstRate;
    private final double boundNanos;
    private final DoubleFunction<LoadPlan> step;

    /**
     * A ladder.
     *
     * @param boundNanos what the 99th percentile must stay under, nothing missing
     * @param step the load at a rate
     */
    Ladder(double firstRate, double boundNanos, DoubleFunction<LoadPlan> step) {
        this.firstRate = firstRate;
        this.boundNanos = boundNanos;
        this.step = step;
    }

    @Override
    public Optional<LoadPlan> next(List<Lap> soFar) {
        if (soFar.isEmpty()) return Optional.of(step.apply(firstRate));
        if (soFar.size() >= MAX_STEPS) return Optional.empty();
        OptionalDouble good = highestGood(soFar, boundNanos);
        OptionalDouble bad = soFar.stream()
                .filter(lap -> !isGood(lap, boundNanos))
                .mapToDouble(Ladder::rate)
                .min();
        if (bad.isEmpty()) return Optional.of(step.apply(good.getAsDouble() * 2));
        if (good.isEmpty())
            return bad.getAsDouble() < LOWEST_RATE ? Optional.empty() : Optional.of(step.apply(bad.getAsDouble() / 2));
        if (bad.getAsDouble() <= good.getAsDouble() * CLOSE_ENOUGH) return Optional.empty();
        return Optional.of(step.apply(Math.rint(Math.sqrt(good.getAsDouble() * bad.getAsDouble()))));
    }

    /** The highest rate below the lowest that was too high; a lucky step above that one does not count. */
    static OptionalDouble highestGood(List<Lap> laps, double boundNanos) {
        double bad = laps.stream()
                .filter(lap -> !isGood(lap, boundNanos))
                .mapToDouble(Ladder::rate)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        return laps.stream()
                .filter(lap -> isGood(lap, boundNanos))
                .mapToDouble(Ladder::rate)
                .filter(rate -> rate < bad)
                .max();
    }

    private static boolean isGood(Lap lap, double boundNanos) {
        return lap.latencyNanos(99) <= boundNanos && lap.received() == lap.expected();
    }

    private static double rate(Lap lap) {
        return lap.plan().groups().get(0).perSecond();
    }

    @Override
    public double seconds() {
        LoadPlan plan = step.apply(firstRate);
        return USUAL_STEPS * (plan.warmUpMillis() + plan.measuredMillis()) / 1e3;
    }
}
