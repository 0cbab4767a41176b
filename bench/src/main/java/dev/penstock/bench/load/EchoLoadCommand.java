package dev.penstock.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads any echo server and prints what it did. */
@Command(
        name = "echo",
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true,
        description = "Sends messages over many connections, checks every byte that comes back, and prints rates and"
                + " latencies.")
public final class EchoLoadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "HOST", description = "The server's host.")
    private String host;

    @Parameters(index = "1", paramLabel = "PORT", description = "The server's port.")
    private int port;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "50",
            description = "Connections at once. Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "64",
            description = "Bytes a message, 1 to 1048576. Default: ${DEFAULT-VALUE}.")
    private int size;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "1",
            description = "Messages that each connection has under way. Default: ${DEFAULT-VALUE}.")
    private int inFlight;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Messages a second over all connections, sent whether or not replies come; latency then counts"
                            + " from the moment a message was due. Default: ${DEFAULT-VALUE}, each reply starts the next"
                            + " message, and latencies say little about an overloaded server.")
    private int rate;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "Not counted. Default: ${DEFAULT-VALUE}.")
    private int warmUpSeconds;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "Counted. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--help", usageHelp = true, description = "Print this and exit.")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        require("--connections", connections, 1, 19_000);
        require("--size", size, 1, 1 << 20);
        require("--in-flight", inFlight, 1, 10_000);
        require("--rate", rate, 0, 100_000_000);
        require("--warm-up", warmUpSeconds, 0, 3600);
        require("--seconds", seconds, 1, 86_400);
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) throw new IOException("host " + host + " is unknown");
        var load = new EchoLoad(
                address,
                connections,
                size,
                inFlight,
                rate,
                Duration.ofSeconds(warmUpSeconds),
                Duration.ofSeconds(seconds));
        LoadReport report = load.run();
        System.out.println(report.format());
        return report.errors() == 0 ? 0 : 1;
    }

    private void require(String option, int value, int min, int max) {
        if (value < min || value > max)
            throw new ParameterException(
                    spec.commandLine(), option + " must be " + min + " to " + max + ", not " + value);
    }
}
