package dev.penstock.bench.load;

import dev.penstock.apps.cli.ExitStatus;
import dev.penstock.apps.cli.StopSignals;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Loads a server for another process: a {@link LoadPlan} as one line of JSON on standard input; {@link LoadEvent}s and at last the
 * {@link LoadResult}, with {@code "event":"result"}, one line each, on standard output. Then the next plan, so that what follows a
 * load meets a generator that is warm. At the end of standard input it stops and tells what was measured so far, so that nothing
 * is left behind when that process dies. Ctrl-C is that process's to answer.
 */
@Command(name = "drive", description = "Loads a server as a plan on standard input says.", hidden = true)
public final class DriveCommand implements Callable<Integer> {
    @Option(
            names = "--self-test",
            description =
                    "Load a server within this process that does nothing else, with the plan's measured groups: what the"
                            + " generator itself can do.")
    private boolean selfTest;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StopSignals.ignoreInterrupts();
        drive(System.in, new PrintStream(System.out, true, StandardCharsets.UTF_8), selfTest);
        return ExitStatus.OK;
    }

    static void drive(InputStream in, PrintStream out, boolean selfTest) throws IOException, InterruptedException {
        PlanInput input = PlanInput.open(in);
        for (LoadPlan plan; (plan = input.next()) != null; ) {
            if (selfTest) testItself(plan, input, out);
            else drive(plan, input, out);
        }
    }

    private static void testItself(LoadPlan plan, PlanInput input, PrintStream out) throws IOException {
        try (Sink sink = Sink.open(plan.work())) {
            drive(plan.measuredOnly().to("127.0.0.1", sink.port()), input, out);
        }
    }

    private static void drive(LoadPlan plan, PlanInput input, PrintStream out) throws IOException {
        var load = new Load(plan, event -> out.println(PlanJson.of(event)));
        input.running(load);
        out.println(PlanJson.of(load.run()));
    }
}
