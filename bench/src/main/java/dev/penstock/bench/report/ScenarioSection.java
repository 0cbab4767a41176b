package dev.penstock.bench.report;

import dev.penstock.bench.report.chart.Chart;
import dev.penstock.bench.report.chart.Charts;
import dev.penstock.bench.report.chart.Layout;
import dev.penstock.bench.report.chart.Look;
import dev.penstock.bench.report.chart.Svg;
import dev.penstock.bench.report.markup.Markup;
import dev.penstock.bench.report.standing.Contest;
import dev.penstock.bench.report.standing.Standing;
import dev.penstock.bench.report.standing.Verdict;
import dev.penstock.bench.report.standing.Words;
import dev.penstock.bench.result.Figure;
import dev.penstock.bench.result.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One scenario: verdict, charts, figures, and what went wrong. */
record ScenarioSection(Contest contest, Verdict verdict, Map<String, Look> looks, String id) {
    void write(Markup out) {
        out.open("section", "id", id, "aria-labelledby", id + "-h");
        out.open("div", "class", "headline").element("h2", contest.scenario().name(), "id", id + "-h");
        ReportPage.badge(out, verdict.badge());
        out.close().line();
        out.element("p", contest.scenario().description(), "class", "over");
        out.element("p", verdict.sentence(), "class", "sentence").line();
        if (!verdict.notes().isEmpty()) {
            out.open("ul", "class", "notes");
            verdict.notes().forEach(note -> out.element("li", note));
            out.close().line();
        }
        writeCharts(out);
        writeFigures(out);
        writeLastWords(out);
        out.open("details").element("summary", "The server’s side, the generator, and the parameters");
        ServerTable.write(out, contest);
        writeParameters(out);
        out.close().close().line();
    }

    private void writeCharts(Markup out) {
        out.open("div", "class", "charts").line();
        List<Chart> charts = Charts.of(contest, looks);
        for (int i = 0; i < charts.size(); i++) {
            Chart chart = charts.get(i);
            out.open("figure").open("figcaption").element("h3", chart.title());
            if (!chart.caption().isEmpty()) out.element("p", chart.caption());
            out.close().line();
            Svg.inline(out, chart, Layout.WIDE, id + "-" + i + "w");
            Svg.inline(out, chart, Layout.NARROW, id + "-" + i + "n");
            out.close().line();
        }
        out.close().line();
    }

    private void writeFigures(Markup out) {
        Tables.open(out, "Figures of " + contest.scenario().name());
        out.open("tr").element("th", "contender", "scope", "col");
        for (Figure figure : contest.figures().values()) {
            out.open("th", "scope", "col").text(figure.name());
            out.element("small", FigureCell.remark(figure)).close();
        }
        out.element("th", "rounds", "scope", "col");
        Tables.body(out.close());
        for (Standing standing : contest.present()) writeRow(out, standing);
        writeNotRun(out);
        Tables.close(out);
    }

    private void writeRow(Markup out, Standing standing) {
        boolean isSubject = standing.contender().equals(Contest.SUBJECT);
        out.open("tr", "class", isSubject ? "subject" : standing.hasFailed() ? "broken" : "");
        out.element("th", standing.contender(), "scope", "row");
        for (Figure figure : contest.figures().values()) {
            out.open("td");
            FigureCell.write(out, contest, standing, figure);
            out.close();
        }
        out.open("td")
                .text(standing.finished().size() + " of " + standing.runs().size());
        if (!standing.failures().isEmpty()) out.element("small", standing.failures(), "class", "failed");
        out.close().close().line();
    }

    private void writeNotRun(Markup out) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (Standing standing : contest.standings())
            if (standing.runs().isEmpty())
                reasons.computeIfAbsent(standing.notRun(), reason -> new ArrayList<>())
                        .add(standing.contender());
        reasons.forEach((reason, contenders) -> {
            out.open("tr", "class", "muted").element("th", "not run", "scope", "row");
            String names = String.join(", ", contenders) + " (" + reason + ")";
            out.element(
                            "td",
                            names,
                            "class",
                            "words",
                            "colspan",
                            contest.figures().size() + 1)
                    .close()
                    .line();
        });
    }

    private void writeLastWords(Markup out) {
        Map<String, List<Run>> alike = new LinkedHashMap<>();
        for (Standing standing : contest.present())
            for (Run run : standing.runs())
                if (!run.outcome().isOk())
                    alike.computeIfAbsent(run.contender() + "\n" + run.outcome(), key -> new ArrayList<>())
                            .add(run);
        if (alike.isEmpty()) return;
        out.open("ul", "class", "last").line();
        for (List<Run> runs : alike.values()) writeLastWords(out, runs);
        out.close().line();
    }

    private static void writeLastWords(Markup out, List<Run> runs) {
        Run first = runs.get(0);
        String rounds = Words.list(
                runs.stream().map(run -> Integer.toString(run.round())).toList());
        String who = first.contender() + ", round" + (runs.size() > 1 ? "s " : " ") + rounds;
        out.open("li").element("span", who + ": " + Words.of(first.outcome().kind()), "class", "failed");
        if (!first.outcome().lastWords().isBlank()) {
            // Line by line: a line end is the one control that may stay.
            out.open("pre");
            first.outcome()
                    .lastWords()
                    .strip()
                    .lines()
                    .forEach(line -> out.text(line).line());
            out.close();
        }
        out.close().line();
    }

    private void writeParameters(Markup out) {
        if (contest.scenario().parameters().isEmpty()) return;
        out.open("dl");
        contest.scenario()
                .parameters()
                .forEach((name, value) -> out.element("dt", name).element("dd", value));
        out.close().line();
    }
}
