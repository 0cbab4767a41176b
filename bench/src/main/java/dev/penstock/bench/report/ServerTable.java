package dev.penstock.bench.report;

import dev.penstock.bench.report.markup.Markup;
import dev.penstock.bench.report.standing.Contest;
import dev.penstock.bench.report.standing.Quantity;
import dev.penstock.bench.report.standing.Spread;
import dev.penstock.bench.report.standing.Standing;
import dev.penstock.bench.result.Run;
import dev.penstock.bench.result.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What each server took of the machine, and whether the generator kept up: of each round one number, of all rounds the median. */
final class ServerTable {
    private static final List<Column> COLUMNS = List.of(
            new Column("memory, most", run -> sampled(run, Series.RESIDENT, ServerTable::most), "B"),
            new Column("kernel TCP, most", run -> sampled(run, Series.KERNEL_TCP, ServerTable::most), "B"),
            new Column("CPU, median", run -> sampled(run, Series.CPU, ServerTable::median), "cores"),
            new Column("threads, most", run -> sampled(run, Series.THREADS, ServerTable::most), ""),
            new Column("allocation, median", run -> sampled(run, Series.ALLOCATION, ServerTable::median), "B/s"),
            new Column("GC, in all", run -> sampled(run, Series.GC, ServerTable::most), "ms"),
            new Column("generator CPU", run -> OptionalDouble.of(run.generator().cpuShare() * 100), "%"),
            new Column(
                    "sent late, p99", run -> OptionalDouble.of(run.generator().lagP99Nanos()), "ns"),
            new Column("errors", run -> OptionalDouble.of(run.errors().total()), ""));

    private record Column(String title, Function<Run, OptionalDouble> of, String unit) {}

    private ServerTable() {}

    static void write(Markup out, Contest contest) {
        Tables.open(out, "Server side of " + contest.scenario().name());
        out.open("tr").element("th", "contender", "scope", "col");
        for (Column column : COLUMNS) out.element("th", column.title(), "scope", "col");
        out.element("th", "server JDK", "scope", "col", "class", "left");
        Tables.body(out.close());
        for (Standing standing : contest.present()) {
            out.open("tr").element("th", standing.contender(), "scope", "row");
            for (Column column : COLUMNS) out.element("td", cell(standing, column));
            out.element("td", standing.runs().get(0).serverJdk(), "class", "left")
                    .close()
                    .line();
        }
        Tables.close(out);
    }

    private static String cell(Standing standing, Column column) {
        List<Double> values = new ArrayList<>();
        for (Run run : standing.runs()) column.of().apply(run).ifPresent(values::add);
        return values.isEmpty() ? "–" : Quantity.format(Spread.of(values).median(), column.unit());
    }

    private static OptionalDouble sampled(Run run, String name, ToDoubleFunction<List<Double>> of) {
        return run.samples().stream()
                .filter(series -> series.name().equals(name) && !series.values().isEmpty())
                .mapToDouble(series -> of.applyAsDouble(series.values()))
                .findFirst();
    }

    private static double most(List<Double> values) {
        return Spread.of(values).max();
    }

    private static double median(List<Double> values) {
        return Spread.of(values).median();
    }
}
