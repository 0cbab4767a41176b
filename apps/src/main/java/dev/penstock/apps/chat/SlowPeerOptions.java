package dev.penstock.apps.chat;

import dev.penstock.SlowPeerPolicy;
import dev.penstock.apps.cli.Durations;
import dev.penstock.apps.cli.Sizes;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options that say what becomes of members that do not keep up. */
final class SlowPeerOptions {
    @Option(
            names = "--slow-peer",
            paramLabel = "POLICY",
            converter = SlowPeers.Converter.class,
            defaultValue = "drop-oldest",
            description =
                    "What happens at the hard limit to a peer that does not keep up. drop-oldest: the oldest lines that"
                            + " wait for it make room; drop-newest: new lines pass it by; disconnect: it is aborted. Who missed"
                            + " lines is told how many. Default: ${DEFAULT-VALUE}, because in a chat the new matters.")
    private SlowPeers slowPeers;

    @Option(
            names = "--soft-limit",
            paramLabel = "SIZE",
            converter = Sizes.class,
            description =
                    "With --slow-peer disconnect: bytes that may wait for a peer for --soft-time. Default: 256k, a"
                            + " quarter of the hard limit; a burst survives, a habit does not.")
    private Long softLimit;

    @Option(
            names = "--soft-time",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "With --slow-peer disconnect: for how long. Default: 10s, when a burst is over.")
    private Duration softTime;

    SlowPeerPolicy policy(long hardLimit, Duration stallTimeout) {
        boolean hasSoftLimit = softLimit != null || softTime != null;
        if (hasSoftLimit && slowPeers != SlowPeers.DISCONNECT)
            throw new IllegalArgumentException(
                    (softLimit != null ? "--soft-limit" : "--soft-time") + " needs --slow-peer disconnect");
        return slowPeers.policy(
                hardLimit,
                softLimit != null ? softLimit : Math.min(SlowPeerPolicy.DEFAULT_SOFT_LIMIT, hardLimit),
                softTime != null ? softTime : SlowPeerPolicy.DEFAULT_SOFT_TIME,
                stallTimeout);
    }
}
