package dev.penstock.bench.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process of ours which speaks in lines and ends at the end of its standard input: so it ends with this process, too, even
 * when this one is killed.
 */
final class ChildProcess implements AutoCloseable {
    /** A result carries a histogram and a time line; a hundredth of this is usual. */
    private static final int MAX_LINE_BYTES = 16 << 20;

    /** Lines that wait for us; a process that says more waits. */
    private static final int MAX_LINES = 1024;

    private static final String END = "\0";
    private static final long PATIENCE_MILLIS = 1500; // between a wish to end and force

    private final String name;
    private final Process process;
    private final OutputStream in;
    private final ErrorTail errors;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MAX_LINES);
    private final Thread reader;
    private volatile String garbage;
    private volatile boolean hasEnded;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.in = process.getOutputStream();
        this.errors = new ErrorTail(process.getErrorStream());
        reader = new Thread(this::read, "standard output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts it.
     *
     * @param name for messages: server, load
     */
    static ChildProcess start(String name, List<String> command) throws IOException {
        return new ChildProcess(name, new ProcessBuilder(command).start());
    }

    private void read() {
        try (var out = process.getInputStream()) {
            var bounded = new BoundedLines(out, MAX_LINE_BYTES);
            for (String line; (line = bounded.next()) != null; ) lines.put(line);
        } catch (IOException e) {
            garbage = "printed " + e.getMessage();
        } catch (InterruptedException e) {
            return; // close() wants no more
        }
        try {
            lines.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends it a line. */
    void say(String line) throws Failure {
        try {
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw died();
        }
    }

    /** What it has said by now, or null. */
    String pollLine() {
        if (hasEnded) return null;
        String line = lines.poll();
        hasEnded = END.equals(line);
        return hasEnded ? null : line;
    }

    /**
     * Its next line.
     *
     * @param deadline on the scale of {@link System#nanoTime()}
     * @throws Failure if it ends instead, or says nothing until the deadline
     */
    String nextLine(long deadline) throws Failure, InterruptedException {
        if (hasEnded) throw died();
        String line = lines.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (line == null) throw new Failure(Failure.Kind.FROZE, name + " said nothing more in time" + lastWords());
        hasEnded = line.equals(END);
        if (hasEnded) throw died();
        return line;
    }

    /** How it ended, as a failure. */
    Failure died() {
        boolean isOver = false;
        try {
            isOver = process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            errors.await(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (garbage != null) return new Failure(Failure.Kind.GARBAGE, name + " " + garbage + lastWords());
        String how = isOver ? name + " ended with status " + process.exitValue() : name + " closed its standard output";
        return new Failure(Failure.Kind.DIED, how + lastWords());
    }

    /** What it said on standard error, shown behind a colon; nothing if it was silent. */
    String lastWords() {
        String words = errors.text();
        return words.isEmpty() ? "" : ": " + words;
    }

    String errors() {
        return errors.text();
    }

    int exitStatus() {
        return process.isAlive() ? -1 : process.exitValue();
    }

    /** Ends its input, and the process by force if that is not enough. Returns when it is gone. */
    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // It is gone already.
        }
        reader.interrupt();
        boolean isGone = false;
        try {
            isGone = process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!isGone) kill();
    }

    /** Ends it at once. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
