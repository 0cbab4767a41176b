package dev.penstock.apps.client;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.Reactor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Both directions at once: what a source pours goes to the server, what the server sends goes to a sink. When the server does
 * not take what is sent, the source waits, and what comes is read on; when the sink waits, the server is not read. Owned by the
 * reactor's thread.
 */
final class Conversation implements ConnectionHandler {
    /** 1 second for a server to take its last bytes, once we have ended. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Reactor reactor;
    private final Outcome outcome;
    private final Consumer<Connection> onOpen;
    private final ByteRing input = new ByteRing(this::wake, () -> {});
    private final ByteRing output = new ByteRing(() -> {}, this::sinkMoved);
    private final SourceThread sourceThread;
    private final SinkThread sinkThread;
    private final AtomicBoolean isWoken = new AtomicBoolean();
    private Connection connection; // null until there is one
    private volatile boolean isPaused;
    private volatile long received;

    Conversation(Reactor reactor, Source source, Sink sink, Outcome outcome, Consumer<Connection> onOpen) {
        this.reactor = reactor;
        this.outcome = outcome;
        this.onOpen = onOpen;
        this.sourceThread = new SourceThread(source, input, outcome, this::end);
        this.sinkThread = new SinkThread(sink, output, outcome, this::end);
    }

    @Override
    public void onOpen(Connection opened) {
        connection = opened;
        onOpen.accept(opened);
        sinkThread.start();
        sourceThread.start();
    }

    /** Something has changed on another thread. Any thread. */
    private void wake() {
        if (!isWoken.compareAndSet(false, true)) return;
        try {
            reactor.execute(this::turn);
        } catch (RejectedExecutionException e) {
            // It is over.
        }
    }

    private void sinkMoved() {
        if (isPaused) wake();
    }

    private void turn() {
        isWoken.set(false);
        if (connection == null || connection.isClosing()) return;
        send();
        if (isPaused && output.hasSpace()) {
            isPaused = false;
            connection.resumeInput();
        }
    }

    /** One round of the ring, then it is the turn of what comes in. */
    private void send() {
        for (int i = 0; i < 2; i++) {
            ByteBuffer content = input.content();
            if (!content.hasRemaining()) break;
            input.drained(connection.pushSome(content));
            if (content.hasRemaining()) return; // onWritable follows
        }
        if (input.isAtEnd()) connection.endOutput();
        else if (!input.isEmpty()) wake();
    }

    @Override
    public void onWritable(Connection writable) {
        send();
    }

    @Override
    public void onData(Connection from, ByteBuffer data) {
        while (data.hasRemaining()) {
            ByteBuffer space = output.space();
            if (!space.hasRemaining()) {
                pause();
                return;
            }
            int count = ByteRing.copy(data, space);
            received += count;
            output.filled(count);
        }
    }

    private void pause() {
        isPaused = true;
        connection.pauseInput();
        if (output.hasSpace()) wake(); // there is room since we looked, and nobody has told
    }

    @Override
    public void onEndOfInput(Connection from, ByteBuffer rest) {
        onData(from, rest);
        if (rest.hasRemaining()) return;
        boolean isSent =
                sourceThread.isWhole() && input.isEmpty() && from.snapshot().bytesQueued() == 0;
        outcome.serverEnded(isSent);
        from.close(CloseReason.END_OF_INPUT);
    }

    @Override
    public void onClosed(Connection closed, CloseReason reason) {
        outcome.closed(closed.peerName(), reason);
        output.end();
        reactor.shutdown(LINGER);
    }

    /** Ends it from our side: what was read of the input is still sent. Any thread. */
    void end() {
        try {
            reactor.execute(() -> {
                if (connection != null && !connection.isClosing()) send();
                if (connection != null) connection.close();
                reactor.shutdown(LINGER);
            });
        } catch (RejectedExecutionException e) {
            // It is over.
        }
    }

    /** Bytes from the server so far. Any thread. */
    long received() {
        return received;
    }

    /** Waits for the sink. Not on the reactor's thread; after the reactor has ended. */
    void awaitSink() throws InterruptedException {
        sinkThread.await();
    }

    /** Whether something that was read, or is known to be there to be read, was not sent. After the reactor has ended. */
    boolean hasUnsent() {
        return connection != null && !(input.isEmpty() && sourceThread.isWhole());
    }
}
