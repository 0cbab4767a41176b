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
 * {@link LoadResult}, with {@code "event":"result"}, one line each, on standard output. At the end of standard input it stops and tells
 * what was measured so far, so that nothing is left behind when that process dies. Ctrl-C is that process's to answer.
 */
@Command(name = "drive", description = "Loads a server as a plan on standard input says.", hidden = true)
public final class DriveCommand implements Callable<Integer> {
    private static final int MAX_PLAN_BYTES = 1 << 20;

    @Option(
            names = "--self-test",
            description =
                    "Load a server within this process that does nothing else, with the plan's measured groups: what the"
                            + " generator itself can do.")
    private boolean selfTest;

    @Override
    public Integer call() throws IOException {
        StopSignals.ignoreInterrupts();
        drive(System.in, new PrintStream(System.out, true, StandardCharsets.UTF_8), selfTest);
        return ExitStatus.OK;
    }

    static void drive(InputStream in, PrintStream out, boolean selfTest) throws IOException {
        LoadPlan plan = PlanJson.plan(readLine(in));
        if (!selfTest) {
            drive(plan, in, out);
            return;
        }
        try (Sink sink = Sink.open(plan.work())) {
            drive(plan.measuredOnly().to("127.0.0.1", sink.port()), in, out);
        }
    }

    private static void drive(LoadPlan plan, InputStream in, PrintStream out) throws IOException {
        var load = new Load(plan, event -> out.println(PlanJson.of(event)));
        var watch = new Thread(() -> stopAtEnd(in, load), "end of input");
        watch.setDaemon(true);
        watch.start();
        out.println(PlanJson.of(load.run()));
    }

    private static String readLine(InputStream in) throws IOException {
        var line = new java.io.ByteArrayOutputStream();
        for (int next; (next = in.read()) >= 0 && next != '\n'; line.write(next))
            if (line.size() == MAX_PLAN_BYTES)
                throw new IOException("the plan is longer than " + MAX_PLAN_BYTES + " bytes");
        return line.toString(StandardCharsets.UTF_8);
    }

    private static void stopAtEnd(InputStream in, Load load) {
        try {
            while (in.read() >= 0) continue;
        } catch (IOException e) {
            // No more input, like its end.
        }
        load.stop();
    }
}
