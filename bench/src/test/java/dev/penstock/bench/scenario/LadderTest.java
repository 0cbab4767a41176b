package dev.penstock.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.load.LoadPlan;
import dev.penstock.bench.load.PeerGroup;
import dev.penstock.bench.work.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
final class LadderTest {
    private static final double BOUND = 1000;

    /** Too slow at a low rate: it must not count. */
    private static final Lap WARM_UP = Laps.of(1, 1, 5000);

    @ParameterizedTest
    @ValueSource(doubles = {11, 90, 1000, 1500, 4000, 77_000, 900_000})
    void shouldFindTheHighestRateWithinATenth(double limit) {
        List<Lap> laps = climb(rate -> rate <= limit ? BOUND : BOUND + 100);
        double found = Ladder.highestGood(laps, BOUND).orElseThrow();
        assertThat(found).isBetween(limit / 1.1, limit);
        assertThat(laps).hasSizeLessThanOrEqualTo(1 + Ladder.MAX_STEPS);
    }

    @Test
    void shouldGiveUpOnAServerThatBearsNothing() {
        assertThat(Ladder.highestGood(climb(rate -> BOUND * 2), BOUND)).isEmpty();
    }

    @Test
    void shouldEndWithAServerThatBearsEverything() {
        assertThat(Ladder.highestGood(climb(rate -> 1), BOUND).orElseThrow())
                .isGreaterThan(PeerGroup.MAX_PER_SECOND / 2);
    }

    @Test
    void shouldNotCallARateGoodAtWhichSomethingIsMissing() {
        assertThat(Ladder.highestGood(List.of(WARM_UP, Laps.of(1000, 1000, 1)), BOUND))
                .isEmpty();
    }

    @Test
    void shouldNotTrustAStepAboveOneThatWasTooHigh() {
        List<Lap> laps = List.of(
                WARM_UP, Laps.of(1000, 1, 1), Laps.of(2000, 1, 5000), Laps.of(2000, 1, 5000), Laps.of(4000, 1, 1));
        assertThat(Ladder.highestGood(laps, BOUND)).hasValue(1000);
    }

    @Test
    void shouldTryTwiceWhatWasTooHighOnce() {
        Set<Double> tried = new HashSet<>();
        List<Lap> laps = climb(rate -> tried.add(rate) ? BOUND * 2 : rate <= 4000 ? 1 : BOUND * 2);
        assertThat(Ladder.highestGood(laps, BOUND).orElseThrow()).isBetween(4000 / 1.1, 4000.0);
    }

    private static List<Lap> climb(DoubleUnaryOperator latencyAt) {
        var ladder = new Ladder(
                WARM_UP.plan(), 1000, BOUND, rate -> LoadPlan.of(Work.ECHO, PeerGroup.callersAt(rate, 5, 64)));
        List<Lap> laps = new ArrayList<>();
        for (Optional<LoadPlan> next = ladder.next(laps); next.isPresent(); next = ladder.next(laps)) {
            double rate = next.get().groups().get(0).perSecond();
            laps.add(Laps.of(rate, 1, (long) latencyAt.applyAsDouble(rate)));
        }
        return laps;
    }
}
