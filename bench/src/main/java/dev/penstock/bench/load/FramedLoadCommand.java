package dev.penstock.bench.load;

import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Loads any server that echoes frames and prints what it did. */
@Command(
        name = "framed",
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true,
        description =
                "Sends frames (four bytes of length, big-endian, and the payload) over many connections, checks every"
                        + " byte that comes back, and prints rates and latencies.")
public final class FramedLoadCommand implements Callable<Integer> {
    @Mixin
    private RoundTripOptions options;

    @Override
    public Integer call() throws IOException {
        return LoadSession.run(options.plan(Work.FRAMED));
    }
}
