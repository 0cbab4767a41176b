package dev.penstock.apps.client;

import dev.penstock.ConnectOptions;
import dev.penstock.SlowPeerPolicy;
import dev.penstock.apps.cli.Durations;
import dev.penstock.apps.cli.Sizes;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be said on the client's command line. */
final class ClientOptions {
    /** As much as waits in the ring: together they are more than the kernel takes at once. */
    private static final long HARD_LIMIT = 256 << 10;

    /** For ever: a server may think as long as it likes, and whoever waits for it can stop us. */
    private static final Duration STALL_TIMEOUT = Duration.ofDays(36_500);

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "HOST",
            description = "Name or address; all addresses of a name are tried, in order.")
    private String host;

    @Parameters(index = "1", arity = "0..1", paramLabel = "PORT", description = "Its port, 1 to 65535.")
    private Integer port;

    @Option(
            names = "--unix",
            paramLabel = "PATH",
            description = "Connect to a socket file instead of HOST and PORT. Default: none.")
    private Path unix;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            description = "Print this before each line received. Default: none.")
    private String prefix;

    @Option(
            names = "--framed",
            description = "Each line of the input, without its LF, is one frame: 4 bytes of length, unsigned and"
                    + " big-endian, then so many bytes. Each frame received is one line: piped, its payload exactly and an LF;"
                    + " on a terminal all on one line, an LF or another control inside as \\x0a.")
    private boolean isFramed;

    @Option(
            names = "--file",
            paramLabel = "F",
            description =
                    "Send this file instead of the standard input; with --framed as one frame, of up to 4 GiB less"
                            + " one byte. Default: none.")
    private Path file;

    @Option(
            names = "--chunk",
            paramLabel = "SIZE",
            converter = Sizes.class,
            description =
                    "With --framed and --file: several frames of this size, the last one shorter. Default: none, one"
                            + " frame.")
    private Long chunk;

    @Option(
            names = "--out",
            paramLabel = "F",
            description = "Write what is received into this file, and nothing on standard output; with --framed the"
                    + " payloads exactly, one behind the other. Default: none.")
    private Path out;

    @Option(
            names = "--connect-timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "10s",
            description = "How long one address may take to answer. Default: ${DEFAULT-VALUE}, in which Linux asks four"
                    + " times.")
    private Duration connectTimeout;

    @Option(
            names = "--retry",
            paramLabel = "N",
            defaultValue = "1",
            description = "Most attempts to connect, a second apart, for a server that is yet to start. Default:"
                    + " ${DEFAULT-VALUE}, so that a mistyped port is told at once.")
    private int attempts;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS[:PORT]",
            converter = LocalAddress.class,
            description = "Connect from this address of this machine. Default: what the system chooses.")
    private InetSocketAddress local;

    @Option(
            names = "--verbose",
            description = "Tell on standard error the local and the remote address, and why an attempt failed.")
    private boolean isVerbose;

    /**
     * Checks what picocli cannot.
     *
     * @throws IllegalArgumentException whose message is for the user
     */
    void check() {
        require(unix == null || host == null, "--unix replaces HOST and PORT");
        require(unix == null || !unix.toString().isEmpty(), "--unix must name a file");
        require(unix == null || local == null, "--bind is for HOST and PORT; a socket file has no addresses");
        require(unix != null || port != null, "HOST and PORT are missing, or --unix PATH");
        require(host == null || !host.isBlank(), "HOST is empty");
        require(port == null || (port >= 1 && port <= 65535), "PORT must be 1 to 65535, not " + port);
        require(attempts >= 1, "--retry must be at least 1, not " + attempts);
        require(!connectTimeout.isZero(), "--connect-timeout must be more than zero");
        require(chunk == null || (isFramed && file != null), "--chunk needs --framed and --file");
        boolean isChunkInRange = chunk == null || (chunk >= 1 && chunk <= Frames.MAX_PAYLOAD);
        require(isChunkInRange, "--chunk must be 1 to " + Frames.MAX_PAYLOAD + ", not " + chunk);
        require(out == null || prefix == null, "--prefix is for lines, and --out gets exactly what is received");
    }

    private static void require(boolean isMet, String message) {
        if (!isMet) throw new IllegalArgumentException(message);
    }

    Destination destination() {
        return new Destination(host, port == null ? 0 : port, unix);
    }

    ConnectOptions connectOptions() {
        return ConnectOptions.builder()
                .connectTimeout(connectTimeout)
                .localAddress(local)
                .policy(SlowPeerPolicy.pauseInput(HARD_LIMIT, STALL_TIMEOUT))
                .sendBuffer(0) // one connection, as fast as it goes
                .receiveBuffer(0)
                .build();
    }

    String prefix() {
        return prefix == null ? "" : prefix;
    }

    boolean isFramed() {
        return isFramed;
    }

    Path file() {
        return file;
    }

    /** The longest payload of a frame that a file is sent in. */
    long chunk() {
        return chunk == null ? Frames.MAX_PAYLOAD : chunk;
    }

    boolean isChunked() {
        return chunk != null;
    }

    Path out() {
        return out;
    }

    int attempts() {
        return attempts;
    }

    boolean isVerbose() {
        return isVerbose;
    }
}
