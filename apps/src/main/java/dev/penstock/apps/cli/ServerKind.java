package dev.penstock.apps.cli;

import dev.penstock.ListenException;
import dev.penstock.Reactor;
import dev.penstock.ReactorSnapshot;
import dev.penstock.ShutdownReport;
import java.time.Duration;

/** What one kind of server process, such as those of TCP, does that others do not. */
public interface ServerKind {
    /**
     * Opens a reactor and binds what it listens on. Called once, first.
     *
     * @throws ListenException if it cannot
     * @throws IllegalArgumentException if options contradict each other; what its message calls hardLimit is shown as
     *     --hard-limit
     */
    Reactor open() throws ListenException;

    /** What is printed on standard output when it can be reached. */
    String readyLine();

    /** The figures of the line that {@code --stats} asks for, but for the longest turn. */
    String figures(ReactorSnapshot snapshot);

    /** How long a stop may deliver. */
    Duration drainTimeout();

    /** What has become of it, behind {@code stopped: }. */
    String summary(ShutdownReport report);
}
