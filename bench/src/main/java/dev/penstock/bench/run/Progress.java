package dev.penstock.bench.run;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Tells how far the run has got: on a terminal in one line that is always up to date, elsewhere, such as in a log, in a line for
 * each round that ended.
 */
final class Progress implements AutoCloseable {
    private static final String ERASE_LINE = "\r\u001b[K";
    private static final int REFRESH_MILLIS = 250;
    private static final int WIDTH = 79; // a longer status would wrap, and could not be erased

    private final PrintStream out;
    private final boolean isTerminal;
    private final int all;
    private final TimeLeft timeLeft;
    private PlannedRun current;
    private int begun;
    private boolean isClosed;

    Progress(PrintStream out, boolean isTerminal, int all, TimeLeft timeLeft) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.all = all;
        this.timeLeft = timeLeft;
        if (isTerminal) startRefreshing();
    }

    private void startRefreshing() {
        Thread refresher = new Thread(
                () -> {
                    while (show()) {
                        try {
                            Thread.sleep(REFRESH_MILLIS);
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                },
                "progress");
        refresher.setDaemon(true);
        refresher.start();
    }

    /** A round begins. */
    synchronized void begin(PlannedRun run) {
        current = run;
        begun++;
    }

    /** A round has ended; what came of it, safe to show, in a few words. */
    synchronized void end(PlannedRun run, String words) {
        String line = String.format(
                Locale.ROOT,
                "%" + Integer.toString(all).length() + "d/%d  %-15s %-21s round %d: %s",
                begun,
                all,
                run.scenario().name(),
                run.contender(),
                run.round(),
                words);
        out.println((isTerminal ? ERASE_LINE : "") + line);
        out.flush();
        current = null;
    }

    private synchronized boolean show() {
        if (isClosed) return false;
        if (current == null) return true;
        String status = begun + " of " + all + ": " + current.scenario().name() + ", " + current.contender()
                + ", round " + current.round() + "; " + Times.inWords(timeLeft.seconds()) + " left";
        out.print(ERASE_LINE + (status.length() > WIDTH ? status.substring(0, WIDTH) : status));
        out.flush();
        return true;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (isTerminal) out.print(ERASE_LINE);
        out.flush();
    }
}
