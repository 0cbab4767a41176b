package dev.penstock.apps.cli;

import java.lang.System.Logger.Level;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of whatever runs until it is stopped: what it tells, and what it tells of itself. */
@Command(versionProvider = Version.class, sortOptions = false, abbreviateSynopsis = true, usageHelpAutoWidth = true)
public final class RunOptions {
    @Option(
            names = "--stats",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "0",
            description = "A line of figures on standard error each so often. Default: ${DEFAULT-VALUE}, off.")
    private Duration stats;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            converter = LogLevels.class,
            defaultValue = "warning",
            description = "error, warning, info (each peer that comes and goes) or debug. Default: ${DEFAULT-VALUE},"
                    + " what somebody should look at.")
    private Level logLevel;

    @Option(names = "--help", usageHelp = true, description = "Print this and exit.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version and exit.")
    private boolean version;

    /** Made by picocli, which sets every field. */
    public RunOptions() {}

    Duration stats() {
        return stats;
    }

    Level logLevel() {
        return logLevel;
    }
}
