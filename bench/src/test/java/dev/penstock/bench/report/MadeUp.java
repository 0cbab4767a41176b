package dev.penstock.bench.report;

import dev.penstock.bench.result.ContenderInfo;
import dev.penstock.bench.result.Errors;
import dev.penstock.bench.result.Figure;
import dev.penstock.bench.result.GeneratorLoad;
import dev.penstock.bench.result.Latency;
import dev.penstock.bench.result.Machine;
import dev.penstock.bench.result.Mark;
import dev.penstock.bench.result.Outcome;
import dev.penstock.bench.result.Pinning;
import dev.penstock.bench.result.Results;
import dev.penstock.bench.result.Run;
import dev.penstock.bench.result.ScenarioInfo;
import dev.penstock.bench.result.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;

/** Results that nobody measured, for tests. */
public final class MadeUp {
    private static final int LATENCIES = 20_000;

    private final List<ScenarioInfo> scenarios = new ArrayList<>();
    private final Map<String, ContenderInfo> contenders = new LinkedHashMap<>();
    private final List<Results.Planned> planned = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<Results.NotRun> notRun = new ArrayList<>();
    private final Random random = new Random(1);
    private GeneratorLoad generator = new GeneratorLoad(0.31, 4000, 90_000);
    private Errors errors = Errors.NONE;
    private boolean interrupted;

    /** Latencies with a tail, some hundreds of microseconds at the 99th percentile times a factor. */
    public static Latency latency(Random random, double factor) {
        var nanos = new Histogram(3);
        for (int i = 0; i < LATENCIES; i++)
            nanos.recordValue((long) (60_000 * factor * Math.exp(Math.abs(random.nextGaussian()) * 0.9)));
        return Latency.of("round trip", nanos);
    }

    public MadeUp scenario(String name, String... judgedBy) {
        scenarios.add(
                new ScenarioInfo(name, "what " + name + " is about", Map.of("connections", "50"), List.of(judgedBy)));
        return this;
    }

    public MadeUp generator(GeneratorLoad load) {
        generator = load;
        return this;
    }

    public MadeUp errors(Errors ofNextRuns) {
        errors = ofNextRuns;
        return this;
    }

    public MadeUp interrupted() {
        interrupted = true;
        return this;
    }

    public MadeUp planned(String contender) {
        planned.add(new Results.Planned(scenario(), contender, 1));
        return this;
    }

    public MadeUp notRun(String contender, String reason) {
        contender(contender);
        notRun.add(new Results.NotRun(scenario(), contender, reason));
        return this;
    }

    /** A round for each value of the figure {@code p99}, in ns. */
    public MadeUp p99(String contender, double... nanos) {
        for (double value : nanos) run(contender, Outcome.OK, new Figure("p99", value, "ns", Figure.Better.LOWER));
        return this;
    }

    /** A round for each value of the figure {@code rate}. */
    public MadeUp rate(String contender, double... values) {
        for (double value : values)
            run(contender, Outcome.OK, new Figure("rate", value, "messages/s", Figure.Better.HIGHER));
        return this;
    }

    public MadeUp ended(String contender, Outcome.Kind how, String lastWords) {
        return run(contender, new Outcome(how, lastWords));
    }

    public MadeUp run(String contender, Outcome outcome, Figure... figures) {
        double factor = figures.length > 0 && figures[0].unit().equals("ns") ? figures[0].value() / 600_000 : 1;
        List<Latency> latencies = outcome.isOk() ? List.of(latency(random, factor)) : List.of();
        return run(contender, outcome, latencies, memory(), delivery(outcome), List.of(figures));
    }

    public MadeUp run(
            String contender,
            Outcome outcome,
            List<Latency> latencies,
            List<Series> samples,
            List<Series> delivery,
            List<Figure> figures) {
        contender(contender);
        int round = 1
                + (int) runs.stream()
                        .filter(run -> run.scenario().equals(scenario())
                                && run.contender().equals(contender))
                        .count();
        planned.add(new Results.Planned(scenario(), contender, round));
        runs.add(new Run(
                scenario(),
                contender,
                round,
                "17.0.15 (made up)",
                outcome,
                figures,
                latencies,
                errors,
                generator,
                samples,
                delivery,
                delivery.isEmpty() ? List.of() : List.of(new Mark(4, "10 peers stop reading"))));
        return this;
    }

    public Results results() {
        return new Results(
                "0.1.0-SNAPSHOT",
                Instant.parse("2026-11-21T20:00:00Z"),
                Instant.parse("2026-11-21T20:02:48Z"),
                "run --quick",
                new Machine("Made-up CPU @ 2.0 GHz", 2, 8L << 30, "Debian GNU/Linux 12", "6.1.0"),
                new Pinning("0", "1"),
                "17.0.15 (made up)",
                List.of(new Figure("echo against a sink", 412_345.6, "messages/s", Figure.Better.HIGHER)),
                scenarios,
                List.copyOf(contenders.values()),
                planned,
                runs,
                notRun,
                interrupted);
    }

    private String scenario() {
        return scenarios.get(scenarios.size() - 1).name();
    }

    private void contender(String name) {
        contenders.putIfAbsent(name, new ContenderInfo(name, "what " + name + " is"));
    }

    private List<Series> memory() {
        return List.of(
                series(Series.RESIDENT, "B", second -> (60 + second * 2 + random.nextDouble()) * (1 << 20)),
                series(Series.KERNEL_TCP, "B", second -> (1 + Math.max(0, second - 4)) * (1 << 20)));
    }

    private List<Series> delivery(Outcome outcome) {
        boolean froze = outcome.kind() == Outcome.Kind.FROZE;
        return List.of(series(
                "readers", "messages/s", second -> froze && second > 4.3 ? 0 : 40_000 + random.nextDouble() * 3000));
    }

    /** Ten seconds of a function of the second. */
    public static Series series(String name, String unit, java.util.function.DoubleUnaryOperator value) {
        List<Double> seconds = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
            seconds.add(i / 10.0);
            values.add(value.applyAsDouble(i / 10.0));
        }
        return new Series(name, unit, seconds, values);
    }
}
