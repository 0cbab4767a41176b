package dev.penstock.bench.scenario;

import dev.penstock.bench.load.LoadPlan;
import dev.penstock.bench.load.PeerGroup;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * Looks for the highest rate that a server bears: doubles it until it is too high, or halves it until it is not, and then narrows
 * it down. The server is warm by then; and a rate is too high when it was so twice, as one delay of the machine is enough for a
 * bad 99th percentile.
 */
final class Ladder implements Course {
    /** Enough for a thousandfold of the first rate, or for a thousandth. */
    static final int MAX_STEPS = 32;

    /** Steps that doubling and narrowing down usually take, for the estimate. */
    private static final int USUAL_STEPS = 12;

    private static final double LOWEST_RATE = 10; // below it a server cannot be said to serve

    private static final double CLOSE_ENOUGH = 1.1; // rounds differ by more

    private final LoadPlan warmUp;
    private final double firstRate;
    private final double boundNanos;
    private final DoubleFunction<LoadPlan> step;

    /**
     * A ladder.
     *
     * @param warmUp the load before the first step
     * @param boundNanos what the 99th percentile must stay under, nothing missing
     * @param step the load at a rate
     */
    Ladder(LoadPlan warmUp, double firstRate, double boundNanos, DoubleFunction<LoadPlan> step) {
        this.warmUp = warmUp;
        this.firstRate = firstRate;
        this.boundNanos = boundNanos;
        this.step = step;
    }

    @Override
    public Optional<LoadPlan> next(List<Lap> soFar) {
        if (soFar.isEmpty()) return Optional.of(warmUp);
        return nextRate(steps(soFar)).map(step::apply);
    }

    private Optional<Double> nextRate(List<Lap> steps) {
        if (steps.isEmpty()) return Optional.of(firstRate);
        if (steps.size() >= MAX_STEPS) return Optional.empty();
        double last = rate(steps.get(steps.size() - 1));
        if (!isGood(steps, last, boundNanos) && !isTooHigh(steps, last, boundNanos)) return Optional.of(last);
        OptionalDouble good = highestGoodStep(steps, boundNanos);
        OptionalDouble bad = lowestTooHigh(steps, boundNanos);
        if (bad.isEmpty()) return Optional.of(good.getAsDouble() * 2).filter(rate -> rate <= PeerGroup.MAX_PER_SECOND);
        if (good.isEmpty()) return Optional.of(bad.getAsDouble() / 2).filter(rate -> rate * 2 >= LOWEST_RATE);
        if (bad.getAsDouble() <= good.getAsDouble() * CLOSE_ENOUGH) return Optional.empty();
        return Optional.of(Math.rint(Math.sqrt(good.getAsDouble() * bad.getAsDouble())));
    }

    private static List<Lap> steps(List<Lap> laps) {
        return laps.subList(Math.min(1, laps.size()), laps.size());
    }

    /** The highest rate below the lowest that was too high; a lucky step above that one does not count. */
    static OptionalDouble highestGood(List<Lap> laps, double boundNanos) {
        return highestGoodStep(steps(laps), boundNanos);
    }

    private static OptionalDouble highestGoodStep(List<Lap> steps, double boundNanos) {
        double bad = lowestTooHigh(steps, boundNanos).orElse(Double.POSITIVE_INFINITY);
        return steps.stream()
                .mapToDouble(Ladder::rate)
                .filter(rate -> rate < bad && isGood(steps, rate, boundNanos))
                .max();
    }

    private static OptionalDouble lowestTooHigh(List<Lap> steps, double boundNanos) {
        return steps.stream()
                .mapToDouble(Ladder::rate)
                .filter(rate -> isTooHigh(steps, rate, boundNanos))
                .min();
    }

    private static boolean isGood(List<Lap> steps, double rate, double boundNanos) {
        return steps.stream().anyMatch(lap -> rate(lap) == rate && isGood(lap, boundNanos));
    }

    private static boolean isTooHigh(List<Lap> steps, double rate, double boundNanos) {
        return !isGood(steps, rate, boundNanos)
                && steps.stream().filter(lap -> rate(lap) == rate).count() > 1;
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
        return (warmUp.measuredMillis() + USUAL_STEPS * (plan.warmUpMillis() + plan.measuredMillis())) / 1e3;
    }
}
