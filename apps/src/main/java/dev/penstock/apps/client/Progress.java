package dev.penstock.apps.client;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A line on a terminal that tells how far a file is. Its own thread draws it: who looks at it may stop the terminal. */
final class Progress {
    private static final long INTERVAL_MILLIS = 200;
    private static final String ERASE = "\r\u001b[K";
    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

    private final PrintStream to;
    private final FileProgress file;
    private final LongSupplier received;
    private long begunNanos;
    private boolean isOver = true; // and not yet begun

    Progress(PrintStream to, FileProgress file, LongSupplier received) {
        this.to = to;
        this.file = file;
        this.received = received;
    }

    synchronized void start() {
        begunNanos = System.nanoTime();
        isOver = false;
        Thread drawing = new Thread(this::draw, "progress");
        drawing.setDaemon(true);
        drawing.start();
    }

    private synchronized void draw() {
        try {
            for (wait(INTERVAL_MILLIS); !isOver; wait(INTERVAL_MILLIS)) print(ERASE + text());
        } catch (InterruptedException e) {
            // The process ends.
        }
    }

    private void print(String line) {
        to.print(line);
        to.flush();
    }

    private String text() {
        return text(file.read(), file.size(), received.getAsLong(), System.nanoTime() - begunNanos);
    }

    static String text(long sent, long size, long received, long nanos) {
        long percent = size == 0 ? 100 : Math.min(100, (long) (100.0 * sent / size));
        long rate = (long) (sent * 1e9 / Math.max(1, nanos));
        return "sent " + amount(sent) + " of " + amount(size) + " (" + percent + " %), " + amount(rate)
                + "/s, received " + amount(received);
    }

    private static String amount(long bytes) {
        int unit = 0;
        double value = bytes;
        for (; value >= 1000 && unit < UNITS.length - 1; unit++) value /= 1024;
        return (unit == 0 ? Long.toString(bytes) : String.format(Locale.ROOT, "%.1f", value)) + " " + UNITS[unit];
    }

    /** The terminal is needed for what was received: no line any more. */
    synchronized void clear() {
        if (!isOver) print(ERASE);
        isOver = true;
        notifyAll();
    }

    /** The last word, which stays. */
    synchronized void end() {
        if (!isOver) print(ERASE + text() + "\n");
        isOver = true;
        notifyAll();
    }
}
