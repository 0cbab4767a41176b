package dev.penstock.apps.cli;

import dev.penstock.ListenerOptions;
import dev.penstock.ReactorOptions;
import dev.penstock.SlowPeerPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that every TCP server has. */
@Command(
        footer = {
            "",
            "SIZE is 65536, 64k, 1m or 2g (powers of 1024); DURATION is 500ms, 30s, 5m or 1h.",
            "Exit status: 0 stopped by a signal with everything delivered, 1 could not start, 2 usage, 3 stopped with"
                    + " bytes dropped, 128 + signal on a second signal."
        })
public final class ServerOptions {
    /** One read: a server without lines or frames never waits for more. */
    private static final int UNFRAMED_READ_BUFFER = 64 << 10;

    @Mixin
    private ListenAddresses addresses;

    @Option(
            names = "--unix",
            paramLabel = "PATH",
            description = "Listen on a socket file instead of TCP, or beside it with --host. Default: none.")
    private Path unix;

    @Option(
            names = "--backlog",
            paramLabel = "N",
            defaultValue = "4096",
            description = "Connections the kernel holds until they are accepted. Default: ${DEFAULT-VALUE}, the most"
                    + " Linux allows by itself.")
    private int backlog;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "Most connections at once; further ones are closed. Default: the descriptor limit less 32 for"
                    + " the process itself.")
    private Integer maxConnections;

    @Option(
            names = "--max-connections-per-address",
            paramLabel = "N",
            defaultValue = "0",
            description = "Most from one address, or IPv6 /64. Default: ${DEFAULT-VALUE}, unlimited, because many"
                    + " peers may share one address.")
    private int maxConnectionsPerAddress;

    @Option(
            names = "--hard-limit",
            paramLabel = "SIZE",
            converter = Sizes.class,
            description =
                    "Most bytes queued for one peer, at least one frame or line. At it, a peer that is answered is no"
                            + " longer read, and one that others talk to misses some or is aborted. Default: ${DEFAULT-VALUE}, a"
                            + " burst of some seconds on most networks and a small part of --max-queued.")
    private long hardLimit;

    @Option(
            names = "--max-queued",
            paramLabel = "SIZE",
            converter = Sizes.class,
            description =
                    "Budget of buffers over all peers, in and out. Default: 256m, or half of the direct memory the"
                            + " JVM may take if that is less, which leaves the other half to everything else.")
    private Long maxQueued;

    @Option(
            names = "--stall-timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "30s",
            description = "A peer that is owed bytes and takes none for so long is aborted. Default: ${DEFAULT-VALUE},"
                    + " longer than lost packets and changes of network take.")
    private Duration stallTimeout;

    @Option(
            names = "--idle-timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "0",
            description = "A peer that neither sends nor is sent anything for so long is closed. Default:"
                    + " ${DEFAULT-VALUE}, off, because an idle peer costs two kilobytes.")
    private Duration idleTimeout;

    @Option(
            names = "--send-buffer",
            paramLabel = "SIZE",
            converter = Sizes.class,
            defaultValue = "256k",
            description =
                    "The kernel's send buffer for each peer. Throughput is at most the buffer divided by the round"
                            + " trip; memory that a stalled peer can pin in the kernel is about twice the buffer. 0 leaves it"
                            + " to the system, which may pin megabytes. Default: ${DEFAULT-VALUE}.")
    private long sendBuffer;

    @Option(
            names = "--receive-buffer",
            paramLabel = "SIZE",
            converter = Sizes.class,
            defaultValue = "256k",
            description = "The kernel's receive buffer for each peer; the same trade. Default: ${DEFAULT-VALUE}.")
    private long receiveBuffer;

    @Option(
            names = "--drain-timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "10s",
            description = "How long a stop may deliver what is queued. Default: ${DEFAULT-VALUE}, what most supervisors"
                    + " grant.")
    private Duration drainTimeout;

    @Mixin
    private RunOptions runOptions;

    /** Made by picocli, which sets every field. */
    public ServerOptions() {}

    ReactorOptions reactorOptions(String name) {
        return ReactorOptions.builder()
                .name(name)
                .maxQueued(maxQueued == null ? ReactorOptions.defaultMaxQueued() : atLeast("maxQueued", maxQueued, 1))
                .maxConnections(maxConnections == null ? 0 : (int) atLeast("maxConnections", maxConnections, 1))
                .maxConnectionsPerAddress(maxConnectionsPerAddress)
                .drainTimeout(drainTimeout)
                .build();
    }

    /** What holds for the connections of a server that answers, without frames or lines; one that differs sets what does. */
    ListenerOptions.Builder listenerOptions() {
        if (unix != null && unix.toString().isEmpty()) throw new IllegalArgumentException("--unix must name a file");
        return ListenerOptions.builder()
                .hosts(unix != null && !addresses.isGiven() ? List.of() : addresses.hosts())
                .port(addresses.port())
                .unixPath(unix)
                .backlog(backlog)
                .policy(SlowPeerPolicy.pauseInput(hardLimit, stallTimeout))
                .maxReadBuffer(UNFRAMED_READ_BUFFER)
                .idleTimeout(idleTimeout)
                .sendBuffer(Sizes.ofBuffer("sendBuffer", sendBuffer))
                .receiveBuffer(Sizes.ofBuffer("receiveBuffer", receiveBuffer));
    }

    /** Most bytes that may wait for one peer. */
    public long hardLimit() {
        return hardLimit;
    }

    /** How long they may wait without one being taken. */
    public Duration stallTimeout() {
        return stallTimeout;
    }

    /**
     * Checks that what is sent as one message can be queued.
     *
     * @param what the longest of them, in words
     * @param bytes its length
     * @throws IllegalArgumentException if it cannot
     */
    public void requireHardLimitHolds(String what, long bytes) {
        if (hardLimit < bytes)
            throw new IllegalArgumentException(
                    "hardLimit (" + hardLimit + ") must hold " + what + ": at least " + bytes);
    }

    Duration drainTimeout() {
        return drainTimeout;
    }

    ListenAddresses addresses() {
        return addresses;
    }

    RunOptions runOptions() {
        return runOptions;
    }

    /** 0 means the default to the library, but not to somebody who has typed it. */
    private static long atLeast(String name, long value, long min) {
        if (value < min) throw new IllegalArgumentException(name + " must be at least " + min + ", not " + value);
        return value;
    }
}
