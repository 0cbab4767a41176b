package dev.penstock.apps.client;

import java.io.IOException;

/** Pours a source into the ring that the reactor drains. */
final class SourceThread {
    private final Source source;
    private final ByteRing ring;
    private final Outcome outcome;
    private final Runnable onFailure;

    /** @param onFailure ends the conversation */
    SourceThread(Source source, ByteRing ring, Outcome outcome, Runnable onFailure) {
        this.source = source;
        this.ring = ring;
        this.outcome = outcome;
        this.onFailure = onFailure;
    }

    void start() {
        Thread thread = new Thread(this::pour, "input");
        thread.setDaemon(true); // it may wait for ever for somebody to type
        thread.start();
    }

    private void pour() {
        try {
            source.pour(ring);
            ring.end();
        } catch (IOException e) {
            outcome.failed(e.getMessage());
            onFailure.run();
        } catch (InterruptedException e) {
            // The conversation is over.
        } catch (RuntimeException | Error e) {
            outcome.failed("failed: " + e);
            onFailure.run();
        }
    }

    boolean isWhole() {
        return source.isWhole();
    }
}
