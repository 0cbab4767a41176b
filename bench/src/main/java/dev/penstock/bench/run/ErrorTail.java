package dev.penstock.bench.run;

import dev.penstock.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The last of what a process says on standard error, read by a thread of its own so that the process never waits. */
final class ErrorTail {
    /** Enough for the end of a stack trace, little enough for a table of results. */
    static final int MAX_BYTES = 4096;

    private final byte[] ring = new byte[MAX_BYTES];
    private final Thread reader;
    private long written;

    ErrorTail(InputStream errors) {
        reader = new Thread(() -> read(errors), "standard error");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream errors) {
        byte[] bytes = new byte[MAX_BYTES];
        try (errors) {
            for (int got; (got = errors.read(bytes)) >= 0; ) add(bytes, got);
        } catch (IOException e) {
            // Its end, too.
        }
    }

    private synchronized void add(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) ring[(int) (written++ % MAX_BYTES)] = bytes[i];
    }

    /** Waits a little for the end of what a process that has ended had said. */
    void await(long millis) throws InterruptedException {
        reader.join(millis);
    }

    /** What was said last: safe to show, lines joined by {@code " | "}, empty lines and the JVM's frames left out. */
    synchronized String text() {
        int length = (int) Math.min(written, MAX_BYTES);
        byte[] last = new byte[length];
        for (int i = 0; i < length; i++) last[i] = ring[(int) ((written - length + i) % MAX_BYTES)];
        var text = new StringBuilder();
        for (String line : new String(last, StandardCharsets.UTF_8).split("\\R")) {
            String words = line.strip();
            if (words.isEmpty() || words.startsWith("at ")) continue;
            if (text.length() > 0) text.append(" | ");
            text.append(SafeText.escape(words));
        }
        return text.toString();
    }
}
