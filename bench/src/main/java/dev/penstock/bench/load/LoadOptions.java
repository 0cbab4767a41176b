package dev.penstock.bench.load;

import dev.penstock.bench.work.Work;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What all loads ask for. */
final class LoadOptions {
    /** Connections of one process: 20,000 descriptors are a usual limit. More come from several processes. */
    static final int MAX_CONNECTIONS = 19_000;

    private static final int MAX_STEPS = 36_000; // an hour of tenths of a second; a longer load has longer steps

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "HOST", description = "The server's host.")
    private String host;

    @Parameters(index = "1", paramLabel = "PORT", description = "The server's port.")
    private int port;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "50",
            description = "Connections at once; in a chat its members. Default: ${DEFAULT-VALUE}.")
    int connections;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "64",
            description =
                    "Bytes a message: of an echo 1 to 1048576, of a frame's payload as many, of a line 32 to 65536."
                            + " Default: ${DEFAULT-VALUE}.")
    int size;

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

    @Option(
            names = "--stalled",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Connections beside them that, from the middle of the counted time on, never read; if it is no chat"
                            + " they then send all they can. Default: ${DEFAULT-VALUE}.")
    int stalled;

    @Option(
            names = "--slow-senders",
            paramLabel = "N",
            defaultValue = "0",
            description = "Connections beside them that send a byte a second. Default: ${DEFAULT-VALUE}.")
    private int slowSenders;

    @Option(
            names = "--idle",
            paramLabel = "N",
            defaultValue = "0",
            description = "Connections beside them that do nothing. Default: ${DEFAULT-VALUE}.")
    private int idle;

    @Option(names = "--help", usageHelp = true, description = "Print this and exit.")
    private boolean help;

    /** When those that stall do so, after the counted time has begun. */
    long stalledFromMillis() {
        return seconds * 500L;
    }

    /** The plan of these groups and those beside them. */
    LoadPlan plan(Work work, boolean serverTalks, List<PeerGroup> measured) {
        require("--warm-up", warmUpSeconds, 0, 3600);
        require("--seconds", seconds, 1, 86_400);
        require("--slow-senders", slowSenders, 0, MAX_CONNECTIONS);
        require("--idle", idle, 0, MAX_CONNECTIONS);
        var groups = new ArrayList<>(measured);
        if (slowSenders > 0)
            groups.add(PeerGroup.tricklers(slowSenders, 1, size).named("slow senders"));
        if (idle > 0) groups.add(PeerGroup.idlers(idle).named("idle"));
        int all = groups.stream().mapToInt(PeerGroup::connections).sum();
        if (all > MAX_CONNECTIONS)
            throw usage("these are " + all + " connections together; one process has at most " + MAX_CONNECTIONS);
        try {
            return plan(LoadPlan.of(work, groups.toArray(PeerGroup[]::new)), serverTalks);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private LoadPlan plan(LoadPlan plan, boolean serverTalks) {
        long bucketMillis = Math.max(LoadPlan.BUCKET_MILLIS, seconds * 1_000L / MAX_STEPS);
        return new LoadPlan(
                host,
                port,
                plan.work(),
                plan.groups(),
                warmUpSeconds * 1_000L,
                seconds * 1_000L,
                LoadPlan.DRAIN_MILLIS,
                LoadPlan.CONNECT_MILLIS,
                host.equals("127.0.0.1") || host.equals("localhost") ? plan.sourceAddresses() : 0,
                serverTalks,
                bucketMillis);
    }

    void require(String option, int value, int min, int max) {
        if (value < min || value > max) throw usage(option + " must be " + min + " to " + max + ", not " + value);
    }

    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
