package dev.penstock.bench.run;

import dev.penstock.apps.cli.ExitStatus;
import dev.penstock.apps.cli.StopSignals;
import dev.penstock.apps.cli.Version;
import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.ContenderConverter;
import dev.penstock.bench.result.Results;
import dev.penstock.bench.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the benchmark. */
@Command(
        name = "run",
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true,
        description =
                "Puts contenders through scenarios, each in a process of its own, and writes results.json, report.html"
                        + " and percentile files. Says beforehand how long that will take. Ctrl-C ends it early, with a report of"
                        + " what was measured so far.")
public final class RunCommand implements Callable<Integer> {
    private static final int MAX_ROUNDS = 1000;

    /** Less than three minutes, with some for the last round and the report, on a busy machine, too. */
    private static final double QUICK_SECONDS = 172;

    private final ParameterOptions parameters = new ParameterOptions();

    private CommandSpec spec;

    @Option(
            names = "--quick",
            description =
                    "In under three minutes: four contenders, four scenarios, three short rounds. The rest is marked"
                            + " as not run, and so are the last rounds where a busy machine has no time for them.")
    private boolean isQuick;

    @Option(
            names = "--scenario",
            paramLabel = "S",
            converter = ScenarioConverter.class,
            description = "A scenario; repeatable. Default: all, or those of --quick. list names them.")
    private List<Scenario> scenarios = List.of();

    @Option(
            names = "--contender",
            paramLabel = "C",
            converter = ContenderConverter.class,
            description = "A contender; repeatable. Default: all, or those of --quick. list names them.")
    private List<Contender> contenders = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each contender goes through each scenario. Default: ${DEFAULT-VALUE}, which give a"
                    + " median and a spread.")
    private int rounds;

    @Option(
            names = "--java",
            paramLabel = "PATH",
            description =
                    "The JVM of the servers: a java executable or the home of a JDK. Virtual threads need 21 or newer."
                            + " Default: the one this runs on.")
    private Path java;

    @Option(names = "--out", paramLabel = "DIR", description = "Where results go. Default: bench-results-DATE-TIME.")
    private Path out;

    @Option(
            names = "--help",
            order = 1, // behind the parameters
            usageHelp = true,
            description = "Print this and exit.")
    private boolean help;

    @Spec
    private void of(CommandSpec command) {
        spec = command;
        parameters.addTo(command);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Selection selection = select();
        List<PlannedRun> plan = Plan.of(selection.scenarios(), selection.contenders(), rounds);
        Jvm serverJvm = java == null ? Jvm.ofThisProcess() : Jvm.at(java);
        Cores cores = Cores.ofThisMachine();
        var commands = Commands.ofThisProgram(serverJvm, cores);
        var directory = OutputDirectory.at(out != null ? out : Path.of("bench-results-" + now()));
        var journal = new Journal(
                new Version().getVersion()[0],
                commandLine(),
                cores,
                commands.loadJvm().description(),
                selection,
                plan);
        announce(plan, selection, journal, commands);
        var stop = new Stop();
        var ended = new CountDownLatch(1);
        StopSignals.handle(stop::want, () -> await(ended));
        var runner =
                new Runner(commands, stop, serverJvm.description(), isQuick ? QUICK_SECONDS : Double.POSITIVE_INFINITY);
        try {
            journal.selfTested(SelfTest.run(commands.selfTest(), stop, selection.shortestSeconds()));
            run(plan, runner, journal, directory);
        } finally {
            try {
                finish(journal.results(), directory);
            } finally {
                ended.countDown();
            }
        }
        return ExitStatus.OK;
    }

    /** Whatever has happened: a report of what there is. */
    private static void finish(Results results, OutputDirectory directory) throws IOException {
        directory.finish(results);
        System.out.println(ResultTable.of(results));
        if (results.interrupted())
            System.out.println("stopped after " + results.runs().size() + " of "
                    + results.planned().size() + " rounds");
        System.out.println("report: " + directory.report());
        System.out.flush();
    }

    private Selection select() {
        if (rounds < 1 || rounds > MAX_ROUNDS)
            throw new ParameterException(spec.commandLine(), "--rounds must be 1 to " + MAX_ROUNDS + ", not " + rounds);
        try {
            return Selection.of(isQuick, scenarios, contenders, parameters.given());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private void announce(List<PlannedRun> plan, Selection selection, Journal journal, Commands commands) {
        System.out.println(plan.size() + " rounds: " + selection.scenarios().size() + " scenarios, "
                + selection.contenders().size() + " contenders, " + rounds + " each; about "
                + Times.inWords(SelfTest.seconds(selection.shortestSeconds()) + Plan.seconds(plan)));
        var machine = journal.machine();
        System.out.println(machine.cpu() + ", " + machine.cores() + " cores, " + Math.round(machine.memoryBytes() / 1e9)
                + " GB; " + machine.os() + ", kernel " + machine.kernel());
        System.out.println("servers on Java " + commands.serverJvm().description() + ", load on Java "
                + commands.loadJvm().description() + "; " + commands.cores().describe());
        System.out.flush();
    }

    private static void run(List<PlannedRun> plan, Runner runner, Journal journal, OutputDirectory directory)
            throws IOException, InterruptedException {
        var timeLeft = new TimeLeft(plan, System::nanoTime);
        try (var progress = new Progress(System.out, Terminal.isStandardOutput(), plan.size(), timeLeft)) {
            runner.run(plan, progress, timeLeft, run -> {
                journal.add(run);
                directory.save(journal.results());
            });
        }
    }

    private static void await(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String commandLine() {
        return "penstock-bench "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }

    private static String now() {
        return LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
    }
}
