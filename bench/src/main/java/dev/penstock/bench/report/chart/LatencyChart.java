package dev.penstock.bench.report.chart;

import dev.penstock.bench.report.standing.Contest;
import dev.penstock.bench.report.standing.Quantity;
import dev.penstock.bench.report.standing.Spread;
import dev.penstock.bench.report.standing.Standing;
import dev.penstock.bench.result.Latency;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** Percentiles of latency, over nines: at each the median over the rounds, in the band from the least to the most. */
final class LatencyChart {
    /** Points for each nine: a curve that looks like one. */
    private static final int POINTS_A_NINE = 16;

    private LatencyChart() {}

    /** One for each kind of latency that somebody's rounds have. */
    static List<Chart> of(Contest contest, Map<String, Look> looks) {
        Set<String> names = new LinkedHashSet<>();
        for (Standing standing : contest.present())
            standing.finished().forEach(run -> run.latencies().forEach(latency -> names.add(latency.name())));
        List<Chart> charts = new ArrayList<>();
        for (String name : names) {
            List<Line> lines = lines(contest, looks, name);
            if (!lines.isEmpty()) charts.add(chart(contest, name, lines));
        }
        return charts;
    }

    private static List<Line> lines(Contest contest, Map<String, Look> looks, String name) {
        List<Line> lines = new ArrayList<>();
        for (Standing standing : contest.present()) {
            List<Histogram> rounds = standing.finished().stream()
                    .flatMap(run -> run.latencies().stream())
                    .filter(latency -> latency.name().equals(name))
                    .map(Latency::histogram)
                    .filter(histogram -> histogram.getTotalCount() > 0)
                    .toList();
            if (!rounds.isEmpty())
                lines.add(new Line(standing.contender(), looks.get(standing.contender()), curve(rounds)));
        }
        return lines;
    }

    private static List<Line.Point> curve(List<Histogram> rounds) {
        long count = rounds.stream().mapToLong(Histogram::getTotalCount).min().orElseThrow();
        // So many messages have no rarer one than the slowest of them.
        double end = Math.min(NinesAxis.MAX_NINES, Math.max(0.1, Math.log10(count)));
        List<Line.Point> points = new ArrayList<>();
        int steps = (int) Math.ceil(end * POINTS_A_NINE);
        for (int i = 0; i <= steps; i++) {
            double nines = end * i / steps;
            double percentile = NinesAxis.percentile(nines);
            Spread spread = Spread.of(rounds.stream()
                    .map(histogram -> Math.max(1.0, histogram.getValueAtPercentile(percentile)))
                    .toList());
            points.add(new Line.Point(nines, spread.median(), spread.min(), spread.max()));
        }
        return points;
    }

    private static Chart chart(Contest contest, String name, List<Line> lines) {
        double least = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Line.Point::low)
                .min()
                .orElse(1);
        double most = lines.stream().mapToDouble(Line::most).max().orElse(1);
        double nines = lines.stream().mapToDouble(line -> line.last().x()).max().orElse(1);
        return new LineChart(
                "latency",
                "Latency: " + name,
                "How long all but the slowest took. Line: median of the rounds; band: from least to most."
                        + left(contest),
                describe(lines),
                new NinesAxis(nines),
                new LogAxis("latency", least, most, "ns"),
                lines,
                List.of(),
                Charts.gutter(contest));
    }

    /** A server that stopped answers only what it answers quickly: its curve would flatter it. */
    private static String left(Contest contest) {
        List<String> failed = contest.present().stream()
                .filter(Standing::hasFailed)
                .map(standing -> standing.contender() + " (" + standing.failure() + ")")
                .toList();
        return failed.isEmpty() ? "" : " Without a curve, as no round ended: " + String.join(", ", failed) + ".";
    }

    private static String describe(List<Line> lines) {
        List<String> parts = new ArrayList<>();
        for (Line line : lines)
            parts.add(
                    line.label() + ": half within " + at(line, NinesAxis.ninesOf(0.5)) + ", 99 % within " + at(line, 2)
                            + ", the slowest " + Quantity.format(line.last().y(), "ns"));
        return String.join("; ", parts) + ".";
    }

    private static String at(Line line, double nines) {
        double latency = line.points().stream()
                .filter(point -> point.x() >= nines - 1e-9)
                .findFirst()
                .orElse(line.last())
                .y();
        return Quantity.format(latency, "ns");
    }
}
