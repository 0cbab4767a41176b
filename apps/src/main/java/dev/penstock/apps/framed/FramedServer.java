package dev.penstock.apps.framed;

import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.ListenerOptions;
import dev.penstock.Reactor;
import dev.penstock.WriteResult;
import dev.penstock.apps.cli.FrameTimeout;
import dev.penstock.apps.cli.Launcher;
import dev.penstock.apps.cli.Server;
import dev.penstock.apps.cli.ServerDefaults;
import dev.penstock.apps.cli.ServerOptions;
import dev.penstock.apps.cli.Service;
import dev.penstock.apps.cli.Sizes;
import dev.penstock.frame.FrameReader;
import dev.penstock.frame.FrameRelay;
import dev.penstock.frame.Framing;
import dev.penstock.frame.LengthPrefixedFraming;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Sends every frame back whole, as soon as it is there whole.
 *
 * <p>A frame for which there is no room is left to its reader, which offers it again; until then the peer is not read.
 */
@Command(
        name = "framed",
        description =
                "Sends every frame back. A frame is four bytes of length, unsigned and big-endian, then so many bytes.",
        defaultValueProvider = FramedServer.Defaults.class)
public final class FramedServer implements FrameRelay, Service, Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--max-frame",
            paramLabel = "SIZE",
            converter = Sizes.class,
            defaultValue = "1000000",
            description = "Longest payload; who claims more gets the replies so far and is closed. Default:"
                    + " ${DEFAULT-VALUE}, a million, of which four are queued for a peer before it is no longer read.")
    private long maxFrame;

    @Mixin
    private FrameTimeout frameTimeout;

    @Option(
            names = "--min-frame-rate",
            paramLabel = "SIZE",
            converter = Sizes.class,
            defaultValue = "0",
            description = "Fewest bytes a second, on average, at which an unfinished frame must arrive after its first"
                    + " 5 s. Default: ${DEFAULT-VALUE}, none, because --frame-timeout ends it in any case.")
    private long minFrameRate;

    @Mixin
    private ServerOptions options;

    private Framing framing;

    public static void main(String[] args) {
        Launcher.launchAs("framed-server", new FramedServer(), args);
    }

    @Override
    public Integer call() {
        return new Server(options, spec.commandLine()).run(this);
    }

    @Override
    public String name() {
        return "framed";
    }

    @Override
    public void configure(ListenerOptions.Builder listening) {
        framing = Framing.lengthPrefixed(Sizes.ofBuffer("maxFrame", maxFrame));
        options.requireHardLimitHolds("a maximal frame", LengthPrefixedFraming.HEADER_BYTES + maxFrame);
        listening
                .maxReadBuffer(framing.readBuffer())
                .frameTimeout(frameTimeout.value())
                .minFrameRate(Sizes.ofBuffer("minFrameRate", minFrameRate));
    }

    @Override
    public Function<Connection, ConnectionHandler> handlers(Reactor reactor) {
        return connection -> new FrameReader(framing, this);
    }

    @Override
    public boolean onFrames(Connection connection, ByteBuffer frames) {
        return frames.remaining() <= options.hardLimit() && connection.write(frames) != WriteResult.RETRY;
    }

    @Override
    public boolean onFrame(Connection connection, ByteBuffer frame) {
        return connection.write(LengthPrefixedFraming.withHeader(frame)) != WriteResult.RETRY;
    }

    static final class Defaults extends ServerDefaults {
        Defaults() {
            super(Map.of("--port", "7879", "--hard-limit", "4m"));
        }
    }
}
