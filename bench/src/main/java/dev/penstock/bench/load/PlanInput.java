package dev.penstock.bench.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * Plans, one a line, read by a thread of its own: so the end of the input is noticed while a load runs, and stops it. Then whoever
 * wanted it has gone.
 */
final class PlanInput {
    private static final int MAX_PLAN_BYTES = 1 << 20;
    private static final int MAX_WAITING = 16; // plans ahead of the loads; whoever writes more waits

    private final InputStream in;
    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private Load running;
    private IOException failure;
    private boolean isEnded;

    private PlanInput(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    static PlanInput open(InputStream in) {
        var input = new PlanInput(in);
        Thread reader = new Thread(input::read, "plans");
        reader.setDaemon(true);
        reader.start();
        return input;
    }

    private void read() {
        try {
            for (String line; (line = readLine()) != null; ) add(line);
            end(null);
        } catch (IOException e) {
            end(e);
        } catch (InterruptedException e) {
            end(null);
        }
    }

    private String readLine() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next; (next = in.read()) >= 0; line.write(next)) {
            if (next == '\n') return line.toString(StandardCharsets.UTF_8);
            if (line.size() == MAX_PLAN_BYTES)
                throw new IOException("the plan is longer than " + MAX_PLAN_BYTES + " bytes");
        }
        return null;
    }

    private synchronized void add(String line) throws InterruptedException {
        while (lines.size() == MAX_WAITING) wait();
        lines.add(line);
        notifyAll();
    }

    private synchronized void end(IOException cause) {
        failure = cause;
        isEnded = true;
        if (running != null) running.stop();
        notifyAll();
    }

    /**
     * The next plan; null at the end.
     *
     * @throws IllegalArgumentException if the line is none; the message says what is wrong
     */
    synchronized LoadPlan next() throws IOException, InterruptedException {
        running = null;
        while (lines.isEmpty() && !isEnded) wait();
        notifyAll();
        if (!lines.isEmpty()) return PlanJson.plan(lines.remove());
        if (failure != null) throw failure;
        return null;
    }

    /** This one is stopped if the input ends, or if it has. */
    synchronized void running(Load load) {
        running = load;
        if (isEnded) load.stop();
    }
}
