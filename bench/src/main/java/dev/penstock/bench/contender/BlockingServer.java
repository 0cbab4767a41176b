package dev.penstock.bench.contender;

import dev.penstock.ListenerOptions;
import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Accepts, and starts a thread for each connection. */
final class BlockingServer implements ContenderServer {
    /** So that a server without descriptors or threads to spare does not spin until it has some. */
    private static final int RETRY_MILLIS = 100;

    private final ServerSocket listener =
            new ServerSocket(0, ListenerOptions.DEFAULT_BACKLOG, InetAddress.getByName("127.0.0.1"));
    private final ThreadKind kind;
    private final Conversation.Starter starter;
    private final LongSupplier missed;
    private final AtomicBoolean isRefusing = new AtomicBoolean();

    private BlockingServer(ThreadKind kind, Conversation.Starter starter, LongSupplier missed) throws IOException {
        this.kind = kind;
        this.starter = starter;
        this.missed = missed;
    }

    /** As the textbooks write it. */
    static ContenderServer textbook(ThreadKind kind, Work work) throws IOException {
        return open(kind, TextbookConversations.of(work), () -> 0);
    }

    /** As a good engineer writes it. */
    static ContenderServer queued(ThreadKind kind, Work work) throws IOException {
        var missed = new LongAdder();
        return open(kind, QueuedConversations.of(work, kind, missed), missed::sum);
    }

    private static ContenderServer open(ThreadKind kind, Conversation.Starter starter, LongSupplier missed)
            throws IOException {
        var server = new BlockingServer(kind, starter, missed);
        new Thread(server::accept, "acceptor").start();
        return server;
    }

    @Override
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public long missedMessages() {
        return missed.getAsLong();
    }

    private void accept() {
        while (true) {
            try {
                start(listener.accept());
            } catch (IOException | OutOfMemoryError e) {
                refuse(e);
                pause();
            }
        }
    }

    private void start(Socket socket) throws IOException {
        Conversation conversation = null;
        try {
            socket.setTcpNoDelay(true);
            conversation = starter.begin(socket);
            Conversation begun = conversation;
            kind.start(() -> hold(begun, socket));
        } catch (SocketException e) {
            socket.close(); // the peer has gone already
        } catch (OutOfMemoryError e) {
            socket.close(); // the system has no thread for it
            if (conversation != null) conversation.end();
            throw e;
        }
    }

    private void hold(Conversation conversation, Socket socket) {
        try (socket) {
            try {
                conversation.hold();
            } finally {
                conversation.end();
            }
        } catch (IOException e) {
            // The peer's failure closes the peer, and is nobody else's.
        } catch (OutOfMemoryError e) {
            refuse(e);
        }
    }

    /** Says so once: there may be thousands to come. */
    private void refuse(Throwable why) {
        if (isRefusing.compareAndSet(false, true)) System.err.println("connections are refused: " + why.getMessage());
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the acceptor", e);
        }
    }
}
