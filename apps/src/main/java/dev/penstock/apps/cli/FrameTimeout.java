package dev.penstock.apps.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The option of servers whose input comes in frames or lines. */
public final class FrameTimeout {
    @Option(
            names = "--frame-timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "30s",
            description =
                    "A frame or line, once begun, must end within so long, or its sender is closed; 0 is for ever."
                            + " Default: ${DEFAULT-VALUE}, enough for a slow sender, while nobody holds memory with half of one"
                            + " for ever.")
    private Duration value;

    /** Made by picocli. */
    public FrameTimeout() {}

    public Duration value() {
        return value;
    }
}
