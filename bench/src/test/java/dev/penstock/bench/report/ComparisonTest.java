package dev.penstock.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.result.Outcome.Kind;
import dev.penstock.bench.result.Results;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ComparisonTest {
    private final MadeUp before = new MadeUp().scenario("echo", "p99");
    private final MadeUp after = new MadeUp().scenario("echo", "p99");

    @Test
    void shouldSayWhatIsOutsideTheSpread() {
        before.p99("penstock", 10e6, 11e6, 12e6).p99("netty", 20e6, 21e6, 22e6).p99("threads", 30e6, 31e6, 32e6);
        after.p99("penstock", 5e6, 5.5e6, 6e6).p99("netty", 21e6, 22e6, 23e6).p99("threads", 33e6, 62e6, 64e6);
        assertThat(compare())
                .contains("penstock   p99     11 ms (10 to 12)   5.5 ms (5 to 6)    0.5  BETTER\n")
                .contains("netty      p99     21 ms (20 to 22)  22 ms (21 to 23)   1.05  within the spread\n")
                .contains("threads    p99     31 ms (30 to 32)  62 ms (33 to 64)      2  WORSE\n")
                .contains("Figures: 1 better, 1 worse, 1 within the spread.");
    }

    @Test
    void shouldNotTrustASingleRound() {
        before.p99("penstock", 10e6);
        after.p99("penstock", 5e6);
        assertThat(compare()).contains("better, but one round has no spread");
    }

    @Test
    void shouldTellWhatIsOnlyInOne() {
        before.p99("penstock", 10e6).p99("netty", 1e6).scenario("churn", "rate").rate("penstock", 1);
        after.p99("penstock", 10e6).p99("threads", 1e6);
        assertThat(compare())
                .contains("Only in A, in echo: netty.\n", "Only in A: churn.\n", "Only in B, in echo: threads.\n");
    }

    @Test
    void shouldTellWhoFailsNow() {
        before.p99("penstock", 10e6, 11e6);
        after.p99("penstock", 10e6).ended("penstock", Kind.DIED, "");
        assertThat(compare()).contains("penstock: in A it ended every round, in B it died in 1 of 2 rounds.\n");
    }

    @Test
    void shouldSayNothingChangedOfTheSame() {
        Results same = ReportPageTest.results();
        assertThat(Comparison.of(same, same))
                .contains(" 0 better, 0 worse, 5 within the spread")
                .doesNotContain("differ", "Only in", "in A it");
    }

    private String compare() {
        return Comparison.of(before.results(), after.results());
    }
}
