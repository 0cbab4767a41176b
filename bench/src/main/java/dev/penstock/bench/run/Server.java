package dev.penstock.bench.run;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A contender's process, from its first word on. */
final class Server implements AutoCloseable {
    /** A JVM needs a second on a slow core. */
    private static final long READY_NANOS = 20_000_000_000L;

    private static final Pattern READY = Pattern.compile("ready (\\d{1,5})");

    private final ChildProcess process;

    private Server(ChildProcess process) {
        this.process = process;
    }

    static Server start(Programs programs, Stop stop, Contender contender, Work work) throws IOException {
        return new Server(stop.watch(ChildProcess.start("server", programs.server(contender, work))));
    }

    /** Waits until it can be connected to, and returns its port. */
    int awaitReady() throws Failure, InterruptedException {
        String line;
        try {
            line = process.nextLine(System.nanoTime() + READY_NANOS);
        } catch (Failure e) {
            throw e.kind() == Failure.Kind.DIED && process.exitStatus() == 1
                    ? new Failure(Failure.Kind.UNAVAILABLE, process.errors())
                    : e;
        }
        Matcher ready = READY.matcher(line);
        if (!ready.matches())
            throw new Failure(
                    Failure.Kind.GARBAGE, "server said something else than that it is ready" + process.lastWords());
        return Integer.parseInt(ready.group(1));
    }

    ChildProcess process() {
        return process;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it said on standard error, safe to show. */
    String lastWords() {
        return process.errors();
    }

    /** How it ended, as a failure. */
    Failure died() {
        return process.died();
    }

    @Override
    public void close() {
        process.close();
    }
}
