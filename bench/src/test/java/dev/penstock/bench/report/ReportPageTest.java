package dev.penstock.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.result.Figure;
import dev.penstock.bench.result.Outcome;
import dev.penstock.bench.result.Outcome.Kind;
import dev.penstock.bench.result.Results;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Document;

@Timeout(30)
final class ReportPageTest {
    @Test
    void shouldNeedNeitherANetworkNorAScript() {
        String page = ReportPage.of(results());
        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "//", "url(", "@import");
        Document document = Xml.parse(page);
        assertThat(Xml.texts(document, "//script | //@onload | //@src")).isEmpty();
        assertThat(Xml.texts(document, "//link/@href")).containsExactly("data:,");
        assertThat(Xml.texts(document, "//meta[@http-equiv='Content-Security-Policy']/@content")
                        .get(0))
                .startsWith("default-src 'none'");
    }

    @Test
    void shouldBeReadableWithoutEyes() {
        Document document = Xml.parse(ReportPage.of(results()));
        assertThat(Xml.texts(document, "/html/@lang")).containsExactly("en");
        List<String> ids = Xml.texts(document, "//@id");
        assertThat(ids).doesNotHaveDuplicates();
        for (String labels : Xml.texts(document, "//@aria-labelledby"))
            assertThat(ids).contains(labels.split(" "));
        assertThat(Xml.texts(document, "//svg[not(@aria-hidden)][not(title) or not(desc)]"))
                .isEmpty();
        assertThat(Xml.texts(document, "//th[not(@scope)]")).isEmpty();
        assertThat(Xml.texts(document, "//tbody/tr[not(th[@scope='row'])]")).isEmpty();
        assertThat(Xml.texts(document, "//h1")).hasSize(1);
        for (String target : Xml.texts(document, "//a/@href")) assertThat(ids).contains(target.substring(1));
    }

    @Test
    void shouldShowForeignTextAsText() {
        String hostile =
                "</title></style><script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u001b[2J\u202e\ud800";
        var madeUp = new MadeUp().scenario(hostile, hostile);
        madeUp.run(hostile, Outcome.OK, new Figure(hostile, 1, hostile, Figure.Better.LOWER));
        madeUp.ended(hostile + 2, Kind.DIED, hostile + "\nsecond line").notRun(hostile + 3, hostile);
        Document document = Xml.parse(ReportPage.of(madeUp.results()));
        assertThat(Xml.texts(document, "//script | //img")).isEmpty();
        assertThat(Xml.texts(document, "//pre").get(0))
                .startsWith("</title></style><script>")
                .contains("\\x1b[2J\\u202e")
                .hasLineCount(2);
    }

    @Test
    void shouldShowLastWordsOnceForAllRoundsThatEndedSo() {
        Document document = Xml.parse(ReportPage.of(results()));
        assertThat(Xml.texts(document, "//ul[@class='last']/li/span"))
                .containsExactly("threads, rounds 1 and 2: froze");
    }

    @Test
    void shouldMarkWhatWasNotRun() {
        Document document = Xml.parse(ReportPage.of(results()));
        assertThat(Xml.texts(document, "//section[@id='summary']/p[@class='soft']"))
                .containsExactly("Not run (not part of --quick): contender netty-epoll, scenario idle.");
        assertThat(Xml.texts(document, "//section[@id='s1']//tr[th='not run']/td"))
                .containsExactly("netty-epoll (not part of --quick)");
    }

    @Test
    void shouldSumUpTheVerdicts() {
        Document document = Xml.parse(ReportPage.of(results()));
        assertThat(Xml.texts(document, "//h1"))
                .containsExactly("Of 2 scenarios, penstock is ahead in 1 and behind in 1");
        assertThat(Xml.texts(document, "//ol[@class='verdicts']/li/span")).containsExactly("ahead", "behind");
    }

    @Test
    void shouldNameTheScenarioWhereThereIsOne() {
        Results results = new MadeUp()
                .scenario("churn", "p99")
                .p99("penstock", 2e6)
                .p99("netty", 1e6)
                .results();
        assertThat(Xml.texts(Xml.parse(ReportPage.of(results)), "//h1")).containsExactly("penstock is behind in churn");
    }

    @Test
    void shouldSayThatItWasInterrupted() {
        Results results = new MadeUp()
                .scenario("echo", "p99")
                .p99("penstock", 1e6)
                .planned("netty")
                .interrupted()
                .results();
        Document document = Xml.parse(ReportPage.of(results));
        assertThat(Xml.texts(document, "//section[@class='alert']/p").get(0))
                .startsWith("1 of 2 planned runs were made");
    }

    @Test
    void shouldMakeSomethingOfNothing() {
        Xml.parse(ReportPage.of(new MadeUp().results()));
        Xml.parse(ReportPage.of(
                new MadeUp().scenario("echo").ended("penstock", Kind.DIED, "").results()));
        Xml.parse(ReportPage.of(
                new MadeUp().scenario("echo").planned("penstock").interrupted().results()));
    }

    static Results results() {
        var madeUp = new MadeUp().scenario("slow-readers", "p99");
        madeUp.p99("penstock", 1e6, 1.1e6).p99("netty-nio", 2e6, 2.1e6);
        madeUp.ended("threads", Kind.FROZE, "stuck").ended("threads", Kind.FROZE, "stuck");
        madeUp.notRun("netty-epoll", "not part of --quick");
        madeUp.scenario("churn", "rate")
                .rate("penstock", 1000, 1001)
                .rate("netty-nio", 2000, 2001)
                .rate("threads", 10, 11);
        return madeUp.scenario("idle", "memory")
                .notRun("penstock", "not part of --quick")
                .results();
    }
}
