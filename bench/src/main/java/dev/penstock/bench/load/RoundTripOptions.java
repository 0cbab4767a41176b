package dev.penstock.bench.load;

import dev.penstock.bench.work.Work;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What loads of echo and framed servers ask for. */
final class RoundTripOptions {
    private static final int MAX_SIZE = 1 << 20;

    @Mixin
    private LoadOptions load;

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
            names = "--churn",
            description = "A new connection for each message, closed after its reply; --connections at once. Latency"
                    + " includes connecting.")
    private boolean churn;

    LoadPlan plan(Work work) {
        load.require("--connections", load.connections, 1, LoadOptions.MAX_CONNECTIONS);
        load.require("--size", load.size, 1, MAX_SIZE);
        load.require("--in-flight", inFlight, 1, PeerGroup.MAX_IN_FLIGHT);
        load.require("--rate", rate, 0, 100_000_000);
        load.require("--stalled", load.stalled, 0, LoadOptions.MAX_CONNECTIONS);
        if (churn && inFlight > 1) throw load.usage("--churn has one message a connection, so --in-flight must be 1");
        List<PeerGroup> groups = new ArrayList<>();
        if (churn) groups.add(PeerGroup.churners(rate, load.connections, load.size));
        else if (rate > 0) groups.add(PeerGroup.callersAt(rate, load.connections, load.size));
        else groups.add(PeerGroup.callers(load.connections, load.size, inFlight));
        if (load.stalled > 0)
            groups.add(PeerGroup.flooders(load.stalled, load.size, load.stalledFromMillis())
                    .named("stalled"));
        return load.plan(work, false, groups);
    }
}
