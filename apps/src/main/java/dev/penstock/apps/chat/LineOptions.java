package dev.penstock.apps.chat;

import dev.penstock.apps.cli.FrameTimeout;
import dev.penstock.apps.cli.Rates;
import dev.penstock.apps.cli.Sizes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a chat that knows lines. */
final class LineOptions {
    /** Their names; with --raw they would mean nothing. */
    static final List<String> NAMES =
            List.of("--max-line", "--max-rooms", "--history", "--motd", "--max-line-rate", "--frame-timeout");

    @Option(
            names = "--max-line",
            paramLabel = "SIZE",
            converter = Sizes.class,
            defaultValue = "4096",
            description =
                    "Longest line in bytes; who sends a longer one is told so and closed. Default: ${DEFAULT-VALUE},"
                            + " more than anybody types.")
    private long maxLine;

    @Option(
            names = "--max-rooms",
            paramLabel = "N",
            defaultValue = "1024",
            description =
                    "Most rooms at once, the lobby counted. Default: ${DEFAULT-VALUE}, more than anybody reads a list"
                            + " of.")
    private int maxRooms;

    @Option(
            names = "--history",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Last lines of a room that are told to whoever enters it, at most half of --hard-limit in bytes."
                            + " Default: ${DEFAULT-VALUE}, because not everybody knows that a room remembers.")
    private int history;

    @Option(
            names = "--motd",
            paramLabel = "FILE",
            description = "Text that is told to whoever connects, read at start. Default: none.")
    private Path motd;

    @Option(
            names = "--max-line-rate",
            paramLabel = "N/s",
            converter = Rates.class,
            defaultValue = "0",
            description =
                    "Lines that one member may send: N at once, then N a second; over it, it is not read for a while,"
                            + " and nothing is lost. Default: ${DEFAULT-VALUE}, unlimited, because what slow readers hear is"
                            + " bounded anyway.")
    private int maxLineRate;

    @Mixin
    private FrameTimeout frameTimeout;

    ChatOptions chatOptions(long hardLimit) throws IOException {
        Motd message = motd == null ? Motd.NONE : Motd.read(motd);
        int longest = Sizes.ofBuffer("--max-line", maxLine);
        return new ChatOptions(longest, maxRooms, history, maxLineRate, message, hardLimit);
    }

    Duration frameTimeout() {
        return frameTimeout.value();
    }
}
