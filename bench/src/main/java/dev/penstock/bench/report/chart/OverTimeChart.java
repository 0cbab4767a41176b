package dev.penstock.bench.report.chart;

import dev.penstock.bench.report.standing.Contest;
import dev.penstock.bench.report.standing.Quantity;
import dev.penstock.bench.report.standing.Standing;
import dev.penstock.bench.result.Figure;
import dev.penstock.bench.result.Mark;
import dev.penstock.bench.result.Run;
import dev.penstock.bench.result.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What happened in the course of a round: one round of each contender, the median one. */
final class OverTimeChart {
    /** More do not fit side by side; what the runner means is one or two. */
    private static final int MAX_MARKS = 3;

    private OverTimeChart() {}

    /** Delivery, a chart for each group of peers. */
    static List<Chart> ofDelivery(Contest contest, Map<String, Look> looks) {
        Set<String> groups = new LinkedHashSet<>();
        for (Standing standing : contest.present())
            shown(contest, standing).ifPresent(run -> run.delivery().forEach(series -> groups.add(series.name())));
        List<Chart> charts = new ArrayList<>();
        for (String group : groups)
            of(
                            contest,
                            looks,
                            "delivery",
                            "Delivery to " + group + ", over time",
                            "delivered",
                            run -> find(run.delivery(), group))
                    .ifPresent(charts::add);
        return charts;
    }

    /** The server's memory, and the kernel's for it. */
    static List<Chart> ofMemory(Contest contest, Map<String, Look> looks) {
        List<Chart> charts = new ArrayList<>();
        of(
                        contest,
                        looks,
                        "memory",
                        "Server memory, over time",
                        "resident",
                        run -> find(run.samples(), Series.RESIDENT))
                .ifPresent(charts::add);
        of(
                        contest,
                        looks,
                        "kernel-memory",
                        "Kernel TCP memory, whole machine, over time",
                        "socket buffers",
                        run -> find(run.samples(), Series.KERNEL_TCP))
                .ifPresent(charts::add);
        return charts;
    }

    private static Optional<Run> shown(Contest contest, Standing standing) {
        return standing.median(contest.judge().map(Figure::name).orElse(""));
    }

    private static Optional<Series> find(List<Series> all, String name) {
        return all.stream()
                .filter(series -> series.name().equals(name) && !series.values().isEmpty())
                .findFirst();
    }

    private static Optional<Chart> of(
            Contest contest,
            Map<String, Look> looks,
            String kind,
            String title,
            String yTitle,
            Function<Run, Optional<Series>> pick) {
        List<Line> lines = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        String unit = "";
        for (Standing standing : contest.present()) {
            Optional<Run> run = shown(contest, standing);
            Optional<Series> series = run.flatMap(pick);
            if (series.isEmpty()) continue;
            if (lines.isEmpty()) unit = series.get().unit();
            lines.add(new Line(Charts.label(standing), looks.get(standing.contender()), Thinning.points(series.get())));
            for (Mark mark : run.get().marks())
                if (marks.stream().noneMatch(known -> known.text().equals(mark.text()))) marks.add(mark);
        }
        if (lines.isEmpty()) return Optional.empty();
        marks.sort(Comparator.comparingDouble(Mark::seconds));
        double seconds =
                lines.stream().mapToDouble(line -> line.last().x()).max().orElse(1);
        double most = lines.stream().mapToDouble(Line::most).max().orElse(1);
        return Optional.of(new LineChart(
                kind,
                title,
                caption(contest),
                describe(lines, marks, unit),
                LinearAxis.exact("time since the load began", seconds, "s", 6),
                LinearAxis.of(yTitle, most, unit, 5),
                lines,
                marks.subList(0, Math.min(MAX_MARKS, marks.size())),
                Charts.gutter(contest)));
    }

    private static String caption(Contest contest) {
        boolean isOnly =
                contest.present().stream().allMatch(standing -> standing.runs().size() == 1);
        if (isOnly || contest.judge().isEmpty()) return "";
        return "Of each contender one round: the median by “"
                + contest.judge().get().name() + "”.";
    }

    private static String describe(List<Line> lines, List<Mark> marks, String unit) {
        List<String> parts = new ArrayList<>();
        for (Mark mark : marks) parts.add("after " + Quantity.format(mark.seconds(), "s") + ": " + mark.text());
        for (Line line : lines)
            parts.add(line.label() + ": " + Quantity.format(line.points().get(0).y(), unit) + " at first, at most "
                    + Quantity.format(line.most(), unit) + ", at last "
                    + Quantity.format(line.last().y(), unit));
        return String.join("; ", parts) + ".";
    }
}
