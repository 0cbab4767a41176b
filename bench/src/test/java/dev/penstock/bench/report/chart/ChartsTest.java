package dev.penstock.bench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.report.MadeUp;
import dev.penstock.bench.report.Xml;
import dev.penstock.bench.report.standing.Contest;
import dev.penstock.bench.result.Figure;
import dev.penstock.bench.result.Outcome;
import dev.penstock.bench.result.Outcome.Kind;
import dev.penstock.bench.result.Results;
import dev.penstock.bench.result.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Document;

@Timeout(30)
final class ChartsTest {
    private final MadeUp madeUp = new MadeUp().scenario("slow-readers", "p99");

    @Test
    void shouldHaveACurveForEachContender() throws Exception {
        madeUp.p99("penstock", 1e6, 2e6)
                .p99("threads", 4e6, 4e6)
                .p99("netty-nio", 1e6)
                .p99("netty-epoll", 2e6);
        Map<String, Document> charts = draw(madeUp.results());
        assertThat(charts).containsOnlyKeys("verdict", "delivery", "latency", "memory", "kernel-memory");
        for (String kind : List.of("delivery", "latency", "memory", "kernel-memory"))
            assertThat(Xml.texts(
                            charts.get(kind),
                            "//g[starts-with(@class,'series')][path[@class='line' and string-length(@d)>20]]/title"))
                    .containsExactlyInAnyOrder("penstock", "threads", "netty-nio", "netty-epoll");
        for (Document chart : charts.values())
            assertThat(Xml.texts(chart, "//text[@class='name']"))
                    .containsExactlyInAnyOrder("penstock", "threads", "netty-nio", "netty-epoll");
    }

    @Test
    void shouldTellContendersOfAFamilyApartByDashes() throws Exception {
        madeUp.p99("netty-nio", 1e6).p99("netty-epoll", 2e6).p99("penstock", 1e6);
        assertThat(Xml.texts(draw(madeUp.results()).get("latency"), "//g[starts-with(@class,'series')]/@class"))
                .containsExactly("series f-netty d0", "series f-netty d1", "series f-penstock d0");
    }

    @Test
    void shouldShowWhenPeersStallAndWhoFroze() throws Exception {
        madeUp.p99("penstock", 1e6).ended("threads", Kind.FROZE, "");
        Map<String, Document> charts = draw(madeUp.results());
        assertThat(Xml.texts(charts.get("delivery"), "//g[@class='mark']/text"))
                .containsExactly("10 peers stop reading");
        assertThat(Xml.texts(charts.get("delivery"), "//text[@class='name']")).contains("threads (froze)");
        assertThat(Xml.texts(charts.get("verdict"), "//text[@class='words']"))
                .containsExactly("froze in its only round");
        // The few answers before would make a fine curve.
        assertThat(Xml.texts(charts.get("latency"), "//text[@class='name']")).containsExactly("penstock");
    }

    @Test
    void shouldDrawEveryRoundOfTheFigureThatJudges() throws Exception {
        madeUp.p99("penstock", 1e6, 2e6, 3e6).p99("netty", 1e6);
        Document verdict = draw(madeUp.results()).get("verdict");
        assertThat(Xml.texts(verdict, "//path[@class='round']/@class")).hasSize(4);
        assertThat(Xml.texts(verdict, "//text[@class='value']")).containsExactly("1\u00a0ms", "2\u00a0ms");
    }

    @Test
    void shouldDescribeWhatItShowsInNumbers() throws Exception {
        madeUp.p99("penstock", 1e6, 2e6, 3e6);
        for (Document chart : draw(madeUp.results()).values()) {
            assertThat(Xml.texts(chart, "/svg/title").get(0)).isNotBlank();
            assertThat(Xml.texts(chart, "/svg/desc").get(0))
                    .contains("penstock")
                    .containsPattern("\\d");
        }
    }

    @Test
    void shouldBearAnyNumbersAndNames() throws Exception {
        double[] values = {0, -1, Double.MIN_VALUE, 1, 1e18, Double.MAX_VALUE, -Double.MAX_VALUE};
        for (String unit : List.of("ns", "B", "%", "", "<&\"'\u0000\ud800")) {
            var extreme = new MadeUp().scenario("</svg>\u001b", "<script>");
            for (double value : values) {
                List<Series> series = List.of(
                        new Series(Series.RESIDENT, unit, List.of(0.0, value), List.of(value, 0.0)),
                        new Series(Series.KERNEL_TCP, unit, List.of(), List.of()));
                extreme.run(
                        "]]>" + value,
                        Outcome.OK,
                        List.of(),
                        series,
                        series,
                        List.of(new Figure("<script>", value, unit, Figure.Better.LOWER)));
            }
            for (Document chart : draw(extreme.results()).values())
                assertThat(Xml.texts(chart, "//@d | //@x | //@y | //@cx | //@cy"))
                        .noneMatch(number ->
                                number.contains("NaN") || number.contains("Infinity") || number.contains("E"));
        }
    }

    @Test
    void shouldThinLongSeriesAndLoseNoPeak() throws Exception {
        List<Double> seconds = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            seconds.add(i / 10.0);
            values.add(i == 77_777 ? 1e9 : i % 7);
        }
        List<Line.Point> points = Thinning.points(new Series("x", "", seconds, values));
        assertThat(points).hasSizeBetween(300, Thinning.MAX_POINTS);
        assertThat(points).extracting(Line.Point::y).contains(1e9);
        assertThat(points).extracting(Line.Point::x).isSorted();
    }

    private static Map<String, Document> draw(Results results) {
        Contest contest = Contest.of(results).get(0);
        Map<String, Look> looks = Look.ofAll(contest.standings().stream()
                .map(standing -> standing.contender())
                .toList());
        return Charts.of(contest, looks).stream()
                .collect(Collectors.toMap(
                        Chart::kind, chart -> Xml.parse(Svg.picture(chart, "made up", List.of("now"))), (a, b) -> b));
    }
}
