package dev.penstock.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.result.Outcome.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class TextReportTest {
    @Test
    void shouldLineUpTheFiguresAndGiveTheVerdict() {
        var madeUp = new MadeUp()
                .scenario("echo", "p99")
                .p99("penstock", 1e6, 1.1e6, 1.2e6)
                .p99("netty-nio", 10e6, 10e6, 11e6);
        madeUp.ended("threads", Kind.FROZE, "");
        assertThat(TextReport.of(madeUp.results())).isEqualTo("""
                echo: what echo is about
                  contender                p99
                  penstock   1.1 ms (1 to 1.2)
                  netty-nio   10 ms (10 to 11)
                  threads                    -  froze in its only round
                  AHEAD. p99: penstock's 1.1 ms (1 to 1.2) is ahead of netty-nio (10 ms, 9.1 times as much). threads
                    froze in its only round.

                """);
    }

    @Test
    void shouldNeedNoSignsThatTerminalsLackAndLetNobodyMoveTheCursor() {
        var madeUp = new MadeUp()
                .scenario("echo\n\u001b[2J", "p99")
                .p99("penstock", 1234, 5678)
                .p99("evil\u001b]0;x\u0007", 1);
        assertThat(TextReport.of(madeUp.results()))
                .matches("[\\x20-\\x7e\n]*")
                .contains("\\x1b]0;x\\x07", "1.23 to 5.68", "us");
    }

    @Test
    void shouldNotBeWiderThanATerminalInItsSentences() {
        var madeUp = new MadeUp().scenario("echo", "p99").p99("penstock", 1e6);
        for (int i = 0; i < 20; i++) madeUp.ended("contender-" + i, Kind.DIED, "");
        assertThat(TextReport.of(madeUp.results()).lines()).allMatch(line -> line.length() <= 100);
    }
}
