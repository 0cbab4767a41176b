package dev.penstock.apps.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes what the reactor puts into the ring. */
final class SinkThread {
    /** 200 ms without more of a line: somebody waits for an answer to it. */
    private static final long RELEASE_MILLIS = 200;

    /** 1 second for whoever reads our output, once a signal has come. */
    private static final long STOP_MILLIS = 1000;

    private final Sink sink;
    private final ByteRing ring;
    private final Outcome outcome;
    private final Runnable onFailure;
    private final CountDownLatch done = new CountDownLatch(1);
    private boolean isStarted;

    /** @param onFailure ends the conversation */
    SinkThread(Sink sink, ByteRing ring, Outcome outcome, Runnable onFailure) {
        this.sink = sink;
        this.ring = ring;
        this.outcome = outcome;
        this.onFailure = onFailure;
    }

    void start() {
        isStarted = true;
        Thread thread = new Thread(this::write, "output");
        thread.setDaemon(true); // it may wait for ever for somebody to read
        thread.start();
    }

    private void write() {
        try {
            while (writePiece()) {}
            sink.end();
        } catch (OutputClosedException e) {
            outcome.outputClosed();
            onFailure.run();
        } catch (IOException e) {
            outcome.failed(e.getMessage());
            onFailure.run();
        } catch (InterruptedException e) {
            // The conversation is over.
        } catch (RuntimeException | Error e) {
            outcome.failed("failed: " + e);
            onFailure.run();
        } finally {
            done.countDown();
        }
    }

    private boolean writePiece() throws IOException, InterruptedException {
        ByteBuffer piece = ring.awaitContent(sink.isHolding() ? RELEASE_MILLIS : 0);
        if (piece == null) return false;
        int length = piece.remaining();
        if (length == 0) sink.release();
        else sink.write(piece);
        ring.drained(length);
        return true;
    }

    /** Waits until all is written; after a signal only for a moment. */
    void await() throws InterruptedException {
        if (!isStarted) return;
        while (!done.await(STOP_MILLIS, TimeUnit.MILLISECONDS)) if (outcome.isStopped()) return;
    }
}
