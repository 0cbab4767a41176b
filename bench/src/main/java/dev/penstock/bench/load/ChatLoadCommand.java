package dev.penstock.bench.load;

import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Loads any chat of lines and prints what its members were told. */
@Command(
        name = "chat",
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true,
        description =
                "Some members speak at a rate, all listen; checks that each hears every line of the others, once and"
                        + " in order, and prints rates and latencies. Names before lines and notices (***) are understood.")
public final class ChatLoadCommand implements Callable<Integer> {
    @Mixin
    private LoadOptions load;

    @Option(
            names = "--speakers",
            paramLabel = "N",
            defaultValue = "5",
            description = "Members that speak, at most all. Default: ${DEFAULT-VALUE}.")
    private int speakers;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description =
                    "Lines a second of all speakers together; latency counts from the moment a line was due. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int rate;

    @Override
    public Integer call() throws IOException {
        load.require("--connections", load.connections, 2, LoadOptions.MAX_CONNECTIONS);
        load.require("--speakers", speakers, 1, load.connections);
        load.require("--size", load.size, ChatLine.MIN_BYTES, Work.MAX_LINE);
        load.require("--rate", rate, 1, 1_000_000);
        load.require("--stalled", load.stalled, 0, LoadOptions.MAX_CONNECTIONS);
        List<PeerGroup> groups = new ArrayList<>();
        groups.add(PeerGroup.speakersAt(rate, speakers, load.size));
        if (load.connections > speakers) groups.add(PeerGroup.listeners(load.connections - speakers));
        if (load.stalled > 0)
            groups.add(
                    PeerGroup.stallers(load.stalled, load.stalledFromMillis()).named("stalled"));
        return LoadSession.run(load.plan(Work.CHAT, true, groups));
    }
}
