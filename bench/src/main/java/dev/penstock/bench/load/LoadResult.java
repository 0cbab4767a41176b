package dev.penstock.bench.load;

import java.util.List;

/**
 * What a load did. Counts, unless said otherwise, are of what was due in the measured time; the warm-up is in none.
 *
 * @param interrupted whether it was stopped before its end; then what was measured so far
 * @param measuredSeconds how long was measured
 * @param bucketMillis the step of what is counted over time
 * @param groups one for each group of the plan, in its order
 * @param generator whether the generator was the bottleneck
 */
public record LoadResult(
        boolean interrupted,
        double measuredSeconds,
        long bucketMillis,
        List<GroupResult> groups,
        GeneratorResult generator) {
    /** Errors of all groups. */
    public PhaseErrors errors() {
        return groups.stream().map(GroupResult::errors).reduce(PhaseErrors.NONE, PhaseErrors::plus);
    }

    /** Replies and deliveries a second, of all measured groups. */
    public double perSecond() {
        return groups.stream()
                .filter(group -> group.kind().isMeasured())
                .mapToDouble(GroupResult::perSecond)
                .sum();
    }
}
