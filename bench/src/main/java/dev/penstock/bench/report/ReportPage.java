package dev.penstock.bench.report;

import dev.penstock.bench.report.chart.Look;
import dev.penstock.bench.report.markup.Markup;
import dev.penstock.bench.report.markup.Stylesheet;
import dev.penstock.bench.report.standing.Badge;
import dev.penstock.bench.report.standing.Contest;
import dev.penstock.bench.report.standing.Verdict;
import dev.penstock.bench.report.standing.Words;
import dev.penstock.bench.result.Results;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** One page that needs nothing else: no network, no script. */
final class ReportPage {
    private final Results results;
    private final List<Contest> contests;
    private final List<Verdict> verdicts;
    private final Map<String, Look> looks;
    private final Markup out = new Markup();

    private ReportPage(Results results) {
        this.results = results;
        this.contests = Contest.of(results);
        this.verdicts = contests.stream().map(Verdict::of).toList();
        this.looks = looks(results);
    }

    /** The whole document. */
    static String of(Results results) {
        return new ReportPage(results).render();
    }

    /** In the order of the report, so that a contender looks alike in every chart. */
    static Map<String, Look> looks(Results results) {
        Set<String> names = new LinkedHashSet<>();
        results.contenders().forEach(contender -> names.add(contender.name()));
        results.runs().forEach(run -> names.add(run.contender()));
        return Look.ofAll(List.copyOf(names));
    }

    private String render() {
        out.open("html", "lang", "en");
        head();
        out.open("body").line();
        header();
        out.open("main").line();
        if (results.interrupted()) interrupted();
        glance();
        new SummaryTable(contests, contenders()).write(out);
        for (int i = 0; i < contests.size(); i++)
            if (contests.get(i).wasRun())
                new ScenarioSection(contests.get(i), verdicts.get(i), looks, id(i)).write(out);
        Facts.write(out, results);
        out.close().line();
        out.element(
                "footer",
                "Made from results.json by the benchmark of " + results.version() + "; report DIR makes it again.");
        out.close().close();
        return "<!DOCTYPE html>\n" + out.line();
    }

    private List<String> contenders() {
        Set<String> names = new LinkedHashSet<>();
        results.contenders().forEach(contender -> names.add(contender.name()));
        contests.forEach(contest -> contest.standings().forEach(standing -> names.add(standing.contender())));
        return List.copyOf(names);
    }

    static String id(int scenario) {
        return "s" + (scenario + 1);
    }

    private void head() {
        out.open("head").line();
        out.empty("meta", "charset", "utf-8");
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        // Whatever is in the results: nothing is loaded, and nothing runs.
        out.empty(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
        out.empty("link", "rel", "icon", "href", "data:,");
        out.element("title", "Penstock benchmark, " + Facts.date(results.startedAt()))
                .line();
        out.style(Stylesheet.PAGE).style(Stylesheet.CHART);
        out.close().line();
    }

    private void header() {
        out.open("header").open("p", "class", "brand");
        // A gate in a channel.
        out.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 24 24", "aria-hidden", "true");
        out.empty(
                "path",
                "d",
                "M4 2v20M20 2v20M4 5h16M12 5v6M7 11h10v5H7z",
                "fill",
                "none",
                "stroke",
                "currentColor",
                "stroke-width",
                "2.4",
                "stroke-linejoin",
                "round",
                "stroke-linecap",
                "round");
        out.empty(
                "path",
                "d",
                "M8 20.5q2-1.6 4 0t4 0",
                "fill",
                "none",
                "stroke",
                "currentColor",
                "stroke-width",
                "2",
                "stroke-linecap",
                "round");
        out.close().text("Penstock ").element("span", "benchmark").close().line();
        out.element("h1", headline()).line();
        out.element(
                "p",
                Facts.date(results.startedAt()) + " · " + results.machine().cpu() + ", "
                        + results.machine().cores() + " cores · load on JDK " + results.loadJdk(),
                "class",
                "lede");
        out.close().line();
    }

    /** Of all verdicts, in a sentence. */
    private String headline() {
        Map<Badge, String> words = new LinkedHashMap<>();
        words.put(Badge.AHEAD, "ahead");
        words.put(Badge.LEVEL, "level with the best");
        words.put(Badge.BEHIND, "behind");
        words.put(Badge.FAILED, "failing");
        List<String> parts = new ArrayList<>();
        int judged = 0;
        String only = "";
        for (Map.Entry<Badge, String> word : words.entrySet()) {
            List<String> scenarios = scenarios(word.getKey());
            judged += scenarios.size();
            if (scenarios.isEmpty()) continue;
            parts.add(word.getValue() + " in " + scenarios.size());
            only = word.getValue() + " in " + scenarios.get(0);
        }
        if (judged == 0) return "Measured, without a comparison";
        if (judged == 1) return Contest.SUBJECT + " is " + only;
        return "Of " + judged + " scenarios, " + Contest.SUBJECT + " is " + Words.list(parts);
    }

    private List<String> scenarios(Badge badge) {
        return IntStream.range(0, contests.size())
                .filter(i -> verdicts.get(i).badge() == badge)
                .mapToObj(i -> contests.get(i).scenario().name())
                .toList();
    }

    private void interrupted() {
        out.open("section", "class", "alert");
        out.element("h2", "Interrupted");
        out.element(
                "p",
                results.runs().size() + " of " + results.planned().size()
                        + " planned runs were made; this is what they say.");
        out.close().line();
    }

    private void glance() {
        out.open("section", "id", "verdicts").element("h2", "Verdicts");
        out.element(
                "p",
                "By the figure that each scenario is about: the median of the rounds, and their spread from least to most. Where the spreads of two overlap, one is as good as the other.",
                "class",
                "over");
        out.open("ol", "class", "verdicts").line();
        for (int i = 0; i < contests.size(); i++) {
            if (!contests.get(i).wasRun()) continue;
            out.open("li");
            badge(out, verdicts.get(i).badge());
            out.element("a", contests.get(i).scenario().name(), "href", "#" + id(i));
            out.element("p", verdicts.get(i).sentence());
            out.close().line();
        }
        out.close().close().line();
    }

    static void badge(Markup out, Badge badge) {
        out.element("span", badge.word(), "class", "badge " + badge.name().toLowerCase(java.util.Locale.ROOT));
    }
}
