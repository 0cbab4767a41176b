package dev.penstock.bench.load;

import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Loads any echo server and prints what it did. */
@Command(
        name = "echo",
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true,
        description = "Sends messages over many connections, checks every byte that comes back, and prints rates and"
                + " latencies.")
public final class EchoLoadCommand implements Callable<Integer> {
    @Mixin
    private RoundTripOptions options;

    @Override
    public Integer call() throws IOException {
        return LoadSession.run(options.plan(Work.ECHO));
    }
}
