package dev.penstock.bench.report.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.report.MadeUp;
import dev.penstock.bench.result.Errors;
import dev.penstock.bench.result.Figure;
import dev.penstock.bench.result.Figure.Better;
import dev.penstock.bench.result.GeneratorLoad;
import dev.penstock.bench.result.Outcome;
import dev.penstock.bench.result.Outcome.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class VerdictTest {
    private final MadeUp madeUp = new MadeUp().scenario("echo", "p99");

    @Test
    void shouldSayWhoIsBehindAndByHowMuch() {
        madeUp.p99("penstock", 1.2e6, 1.1e6, 1.3e6)
                .p99("threads", 4.2e6, 4e6, 4.4e6)
                .p99("netty", 1.5e6, 1.6e6, 1.7e6);
        assertVerdict(
                Badge.AHEAD,
                "p99: penstock’s 1.2 ms (1.1 to 1.3) is ahead of netty (1.6 ms, 33 % more) and threads (4.2 ms, 3.5 times as"
                        + " much).");
    }

    @Test
    void shouldSayWhenPenstockLoses() {
        madeUp.p99("penstock", 1.2e6, 1.1e6, 1.3e6)
                .p99("netty", 0.9e6, 0.6e6, 1e6)
                .p99("threads", 4e6, 4e6, 4e6);
        assertVerdict(
                Badge.BEHIND,
                "p99: penstock’s 1.2 ms (1.1 to 1.3) is behind netty (900 µs, 25 % less), and ahead of threads (4 ms, 3.3 times"
                        + " as much).");
    }

    @Test
    void shouldSayThatMoreIsBetterWhereItIs() {
        var rates = new MadeUp().scenario("echo", "rate");
        rates.rate("penstock", 100_000, 101_000, 102_000).rate("netty", 50_000, 51_000, 52_000);
        assertThat(verdict(rates).badge()).isEqualTo(Badge.AHEAD);
        assertThat(plain(verdict(rates).sentence()))
                .isEqualTo(
                        "Rate: penstock’s 101,000 messages/s (100,000 to 102,000) is ahead of netty (51,000 messages/s,"
                                + " 50 % less).");
    }

    @Test
    void shouldCallItATieWhenSpreadsOverlap() {
        madeUp.p99("penstock", 1e6, 2e6, 3e6).p99("netty", 2.9e6, 4e6, 5e6);
        assertVerdict(Badge.LEVEL, "p99: penstock’s 2 ms (1 to 3) is as good as netty (4 ms, 2.9 to 5).");
    }

    @Test
    void shouldCallItATieWhenNoWrittenDigitDiffers() {
        madeUp.p99("penstock", 1.2301e6, 1.2302e6).p99("netty", 1.2303e6, 1.2304e6);
        assertVerdict(Badge.LEVEL, "p99: penstock’s 1.23 ms is as good as netty (1.23 ms).");
    }

    @Test
    void shouldCountPointsOfPercentages() {
        var delivered = new MadeUp().scenario("chat", "delivered");
        delivered.run("penstock", Outcome.OK, new Figure("delivered", 99.999, "%", Better.HIGHER));
        delivered.run("netty", Outcome.OK, new Figure("delivered", 49.999, "%", Better.HIGHER));
        assertThat(plain(verdict(delivered).sentence()))
                .isEqualTo("Delivered: penstock’s 99.99 % is ahead of netty (50 %, 50 points less).");
    }

    @Test
    void shouldTellOfThoseWhoDidNotGetToTheEndAndNotCompareThem() {
        madeUp.p99("penstock", 5e6, 5e6).ended("threads", Kind.FROZE, "").ended("threads", Kind.FROZE, "");
        madeUp.p99("netty", 1e6).ended("netty", Kind.DIED, "out of memory");
        assertVerdict(
                Badge.BEHIND,
                "p99: penstock’s 5 ms is behind netty (1 ms, 80 % less). netty died in 1 of 2 rounds; threads froze in both"
                        + " rounds.");
    }

    @Test
    void shouldBeAheadOfThoseWhoAllFailed() {
        madeUp.p99("penstock", 5e6, 6e6, 7e6).ended("threads", Kind.REFUSED, "");
        assertVerdict(Badge.AHEAD, "p99: penstock’s 6 ms (5 to 7). threads refused connections in its only round.");
    }

    @Test
    void shouldSayThatPenstockFailed() {
        madeUp.p99("netty", 1e6).ended("penstock", Kind.DIED, "an error");
        assertVerdict(Badge.FAILED, "p99: netty’s 1 ms. penstock died in its only round.");
    }

    @Test
    void shouldNotPraiseWhoFailedInSomeRounds() {
        madeUp.p99("penstock", 1e6, 1e6).ended("penstock", Kind.FROZE, "").p99("netty", 2e6, 2e6);
        assertVerdict(
                Badge.FAILED,
                "p99: penstock’s 1 ms is ahead of netty (2 ms, 2 times as much). penstock froze in 1 of 3 rounds.");
    }

    @Test
    void shouldSayThatNobodyGotToTheEnd() {
        madeUp.ended("penstock", Kind.FROZE, "").ended("netty", Kind.DIED, "");
        assertThat(verdict(madeUp).badge()).isEqualTo(Badge.ALONE); // there is no figure
        assertThat(verdict(madeUp).sentence()).contains("penstock froze").contains("netty died");
    }

    @Test
    void shouldJudgeTheBestWherePenstockIsNot() {
        madeUp.p99("threads", 2e6).p99("netty", 1e6);
        assertVerdict(Badge.NOT_RUN, "p99: netty’s 1 ms is ahead of threads (2 ms, 2 times as much).");
    }

    @Test
    void shouldNotCompareWithNobody() {
        madeUp.p99("penstock", 1e6, 1.1e6, 1.2e6).ended("netty", Kind.UNAVAILABLE, "no io_uring");
        assertVerdict(Badge.ALONE, "p99: penstock’s 1.1 ms (1 to 1.2).");
        assertThat(verdict(madeUp).notes()).containsExactly("netty is not available here: no io_uring");
    }

    @Test
    void shouldStayReadableWithManyContenders() {
        madeUp.p99("penstock", 1e6);
        for (int i = 2; i < 10; i++) madeUp.p99("contender-" + i, i * 1e6);
        assertVerdict(
                Badge.AHEAD,
                "p99: penstock’s 1 ms is ahead of 8 others, from contender-2 (2 ms, 2 times as much) to contender-9 (9 ms, 9"
                        + " times as much).");
    }

    @Test
    void shouldSayThatASingleRoundHasNoSpread() {
        madeUp.p99("penstock", 1e6).p99("netty", 2e6, 2e6);
        assertThat(verdict(madeUp).notes())
                .containsExactly("One round only of penstock: it has no spread, so a small difference may be chance.");
    }

    @Test
    void shouldSayThatTheGeneratorWasTheBottleneckOrLate() {
        madeUp.generator(new GeneratorLoad(0.97, 2_000_000, 9_000_000)).p99("penstock", 1e6, 1e6);
        madeUp.generator(new GeneratorLoad(0.5, 1000, 2000)).p99("netty", 2e6, 2e6);
        assertThat(verdict(madeUp).notes().stream().map(VerdictTest::plain))
                .containsExactly(
                        "The load generator was the bottleneck, or near it, with penstock (97 % of its core): what the server"
                                + " can do beyond that was not seen.",
                        "The load was sent late, at the 99th percentile, with penstock (2 ms); latencies count from when it was"
                                + " due.");
    }

    @Test
    void shouldSayThatItWasInterruptedAndWhatWentWrong() {
        madeUp.errors(new Errors(1, 0, 0, 2, 0)).p99("penstock", 1e6, 1e6).planned("netty");
        assertThat(verdict(madeUp).notes())
                .containsExactly(
                        "Interrupted: 2 of 3 planned runs were made.",
                        "Errors with penstock: 2 while connecting and 4 while verifying what came back.");
    }

    @Test
    void shouldSayInBriefWhatTheOtherFiguresSay() {
        var two = new MadeUp().scenario("echo", "p99", "memory");
        for (int i = 0; i < 2; i++) {
            two.run(
                    "penstock",
                    Outcome.OK,
                    new Figure("p99", 1e6, "ns", Better.LOWER),
                    new Figure("memory", 2 << 20, "B", Better.LOWER));
            two.run(
                    "netty",
                    Outcome.OK,
                    new Figure("p99", 3e6, "ns", Better.LOWER),
                    new Figure("memory", 1 << 20, "B", Better.LOWER));
        }
        assertThat(verdict(two).notes().stream().map(VerdictTest::plain))
                .containsExactly("Memory: 2 MiB, behind netty.");
    }

    private void assertVerdict(Badge badge, String sentence) {
        Verdict verdict = verdict(madeUp);
        assertThat(plain(verdict.sentence())).isEqualTo(sentence);
        assertThat(verdict.badge()).isEqualTo(badge);
    }

    private static Verdict verdict(MadeUp madeUp) {
        return Verdict.of(Contest.of(madeUp.results()).get(0));
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ');
    }
}
