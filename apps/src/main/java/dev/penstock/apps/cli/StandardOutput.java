package dev.penstock.apps.cli;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Lines on standard output from a thread that must never wait, such as a reactor's. A thread of its own writes them, and only
 * that one waits for whoever reads them. What does not fit meanwhile is left out, and a line in its place says how much.
 *
 * <p>When standard output is closed, nothing is printed any more, and nobody minds. Always UTF-8, whatever the locale.
 */
public final class StandardOutput {
    /** 1 MiB: some seconds of a busy server's lines. */
    static final int MAX_WAITING_BYTES = 1 << 20;

    /** How long a stop waits for whoever reads standard output: long enough for somebody who does. */
    public static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(2);

    private final OutputStream out;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private long leftOut; // lines, behind those that wait
    private boolean isWriting;
    private boolean isGone;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    /** Opens the process's standard output, and starts the thread. */
    public static StandardOutput open() {
        var output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        output.start();
        return output;
    }

    void start() {
        Thread writer = new Thread(this::writeAll, "standard output");
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Prints a line, some time soon. Never waits.
     *
     * @param text safe to show; its line end is added
     */
    public synchronized void println(String text) {
        if (isGone) return;
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        boolean fits = waiting.size() == 0 || waiting.size() + line.length <= MAX_WAITING_BYTES;
        // Once one was left out so are those behind it, until the line that says so has its place.
        if (!fits || leftOut > 0) {
            leftOut++;
            return;
        }
        waiting.writeBytes(line);
        notifyAll();
    }

    /**
     * Waits until every line is written, but not for ever.
     *
     * @param most how long; whoever reads may have stopped
     */
    public synchronized void flush(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (!isGone && (isWriting || waiting.size() > 0)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) return;
            wait(left / 1_000_000 + 1);
        }
    }

    private void writeAll() {
        try {
            while (true) out.write(take());
        } catch (IOException | InterruptedException e) {
            gone();
        }
    }

    private synchronized byte[] take() throws InterruptedException {
        isWriting = false;
        notifyAll();
        while (waiting.size() == 0) wait();
        if (leftOut > 0)
            waiting.writeBytes(("*** " + leftOut + " lines left out: standard output was too slow for them\n")
                    .getBytes(StandardCharsets.UTF_8));
        leftOut = 0;
        isWriting = true;
        byte[] lines = waiting.toByteArray();
        waiting.reset();
        return lines;
    }

    private synchronized void gone() {
        isGone = true;
        waiting.reset();
        notifyAll();
    }
}
