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
                    + " misses the oldest lines (chat at 1 MiB), and is reset after 30 s; kernel buffers of 256 KiB",
            Platform.ANY,
            work -> PenstockServer.open(work)),
    THREADS(
            "threads",
            "a platform thread for each connection and blocking streams, as in the textbooks; chat is written to everybody"
                    + " under one lock, so one who does not read stops all; the system's kernel buffers",
            Platform.ANY,
            work -> BlockingServer.textbook(ThreadKind.PLATFORM, work)),
    THREADS_QUEUED(
            "threads-queued",
            "threads with better buffering and, in chat, a queue of 1024 messages and a writer thread for each"
                    + " connection; one who does not read misses the newest; the system's kernel buffers",
            Platform.ANY,
            work -> BlockingServer.queued(ThreadKind.PLATFORM, work)),
    VIRTUAL_THREADS(
            "virtual-threads",
            "threads, on virtual ones",
            Platform.VIRTUAL_THREADS,
            work -> BlockingServer.textbook(ThreadKind.VIRTUAL, work)),
    VIRTUAL_THREADS_QUEUED(
            "virtual-threads-queued",
            "threads-queued, on virtual ones",
            Platform.VIRTUAL_THREADS,
            work -> BlockingServer.queued(ThreadKind.VIRTUAL, work)),
    NETTY_NIO(
            "netty-nio",
            "Netty 4.2 on NIO, one event loop for connections, as Netty's own examples write it; what is not read waits"
                    + " without bound; the system's kernel buffers",
            Platform.netty(() -> NettyTransport.NIO.unavailable()),
            work -> NettyServer.ofExamples(NettyTransport.NIO, work)),
    NETTY_EPOLL(
            "netty-epoll",
            "netty-nio on Netty's own epoll transport",
            Platform.netty(() -> NettyTransport.EPOLL.unavailable()),
            work -> NettyServer.ofExamples(NettyTransport.EPOLL, work)),
    NETTY_IO_URING(
            "netty-io_uring",
            "netty-nio on Netty's own io_uring transport; what a peer sends right before it ends its input mostly stays"
                    + " unanswered",
            Platform.netty(() -> NettyTransport.IO_URING.unavailable()),
            work -> NettyServer.ofExamples(NettyTransport.IO_URING, work)),
    NETTY_NIO_WRITABILITY(
            "netty-nio-writability",
            "netty-nio with the remedy of its manual: who is not writable is not read (echo, framed) or misses the"
                    + " newest (chat)",
            Platform.netty(() -> NettyTransport.NIO.unavailable()),
            work -> NettyServer.ofManual(work));

    /** Starts a server. Always a lambda of its own, so that no other contender's classes are loaded. */
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
