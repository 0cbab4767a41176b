package dev.penstock.bench.contender;

import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A way to write a server. All of them do the same {@link Work}, listen on 127.0.0.1 with the same backlog, and switch
 * TCP_NODELAY on; where else they differ, the description says so.
 */
public enum Contender {
    /** The core, as the servers of this project use it. */
    PENSTOCK(
            "penstock",
            "the core of this project, one thread; who does not read is paused (echo at 1 MiB, framed at 4 MiB) or"
                    + " misses the oldest lines (chat at 1 MiB); kernel buffers of 256 KiB",
            Platform.ANY,
            PenstockServer::open);

    /** Starts a server. */
    @FunctionalInterface
    interface Opening {
        ContenderServer open(Work work) throws IOException;
    }

    private final String label;
    private final String description;
    private final Platform platform;
    private final Opening opening;

    Contender(String label, String description, Platform platform, Opening opening) {
        this.label = label;
        this.description = description;
        this.platform = platform;
        this.opening = opening;
    }

    /**
     * Finds the contender of a name.
     *
     * @param label what {@link #toString} says
     * @return the contender
     * @throws IllegalArgumentException if there is none; the message names those that are
     */
    public static Contender of(String label) {
        return Arrays.stream(values())
                .filter(contender -> contender.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such contender: " + label + "; there are "
                        + Arrays.stream(values()).map(Contender::toString).collect(Collectors.joining(", "))));
    }

    /** How it is written, and what happens to a peer that does not read, in a sentence. */
    public String description() {
        return description;
    }

    /** Why this JVM on this system can't run it; empty if it can. Another JVM's answer comes from {@code serve} there. */
    public Optional<String> unavailable() {
        return platform.unavailable();
    }

    /**
     * Options of the JVM that runs it, beyond those that all are given alike.
     *
     * @param javaFeature the version of that JVM, such as 17
     */
    public List<String> jvmOptions(int javaFeature) {
        return platform.jvmOptions(javaFeature);
    }

    /**
     * Starts it in this JVM, on 127.0.0.1 and a free port. It accepts connections when this returns.
     *
     * @throws IOException if it can't listen
     * @throws UnsupportedOperationException if it is {@link #unavailable()}; the message says why
     */
    public ContenderServer open(Work work) throws IOException {
        Optional<String> missing = unavailable();
        if (missing.isPresent()) throw new UnsupportedOperationException(label + " is not available: " + missing.get());
        return opening.open(work);
    }

    /** Its name on command lines and in results. */
    @Override
    public String toString() {
        return label;
    }
}
