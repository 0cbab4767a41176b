package dev.penstock.bench.run;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import dev.penstock.bench.contender.Sample;
import dev.penstock.bench.result.Series;
import dev.penstock.bench.scenario.ServerUse.Memory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Watches a server from outside, and asks it for what only its JVM knows. A server that has no time to answer is asked no second
 * time, and watched all the same.
 */
final class ServerSampler implements AutoCloseable {
    /** Fine enough for a server that fills in a second, and too little work to disturb one. */
    private static final int STEP_MILLIS = 200;

    private static final int MAX_SAMPLES = 100_000; // five and a half hours of one server

    private static final long SETTLE_NANOS = 5_000_000_000L; // a full collection of a gigabyte takes one or two seconds

    private static final Memory NOTHING = new Memory(Double.NaN, Double.NaN);

    private static final Gson GSON = new Gson();

    /** What was seen at a moment; {@code jvm} is null if the server has not answered since the one before. */
    private record Seen(long nanos, long cpuMillis, Memory memory, int threads, Sample jvm) {}

    private final ChildProcess server;
    private final List<Seen> seen = new ArrayList<>();
    private final Thread thread;
    private boolean isAsked;

    ServerSampler(ChildProcess server) {
        this.server = server;
        thread = new Thread(this::watch, "sampler");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (true) {
                sample();
                Thread.sleep(STEP_MILLIS);
            }
        } catch (InterruptedException e) {
            // close() wants no more
        }
    }

    /** Takes a sample now, beside those of every step. Returns its moment. */
    synchronized long sample() {
        Sample jvm = null;
        for (String line; (line = server.pollLine()) != null; isAsked = false) jvm = parse(line);
        if (!isAsked && server.isAlive()) {
            try {
                server.say("sample");
                isAsked = true;
            } catch (Failure e) {
                // It died this moment; whoever waits for it will know.
            }
        }
        long now = System.nanoTime();
        if (seen.size() == MAX_SAMPLES) return now;
        Proc.Status status = Proc.status(server.pid());
        Memory memory = new Memory(orNaN(status.residentBytes()), orNaN(Proc.tcpMemoryBytes()));
        // A process that has ended has no memory; a server that cannot be watched has none at all.
        boolean isGone = status.residentBytes() < 0 && !seen.isEmpty();
        if (!isGone) seen.add(new Seen(now, Proc.cpuMillis(server.pid()), memory, status.threads(), jvm));
        return now;
    }

    private static Sample parse(String line) {
        try {
            return GSON.fromJson(line, Sample.class);
        } catch (JsonParseException e) {
            return null; // a server that prints something else has no figures of this kind
        }
    }

    private static double orNaN(long value) {
        return value < 0 ? Double.NaN : value;
    }

    /**
     * What is really in use, once the server has collected its garbage: its live objects, and all that is not heap; in bytes. All of
     * the heap is resident from the beginning, so that what is not heap is the rest. The kernel's memory is not in it: quiet peers
     * have nothing in its buffers, and what other programs have there is more than they.
     *
     * @return NaN if the server does not answer
     */
    synchronized double settle() throws InterruptedException {
        long deadline = System.nanoTime() + SETTLE_NANOS;
        try {
            if (isAsked) server.nextLine(deadline);
            isAsked = false;
            server.say("collect");
            Sample jvm = parse(server.nextLine(deadline));
            double resident = orNaN(Proc.status(server.pid()).residentBytes());
            return jvm == null ? Double.NaN : resident - jvm.heapCommittedBytes() + jvm.heapUsedBytes();
        } catch (Failure e) {
            return Double.NaN; // whoever waits for its answers will know
        }
    }

    /** What it used in the measured time, between two moments of {@link #sample()}. */
    synchronized Used used(long start, long end) {
        List<Seen> window = seen.stream()
                .filter(s -> s.nanos - start >= 0 && s.nanos - end <= 0)
                .toList();
        if (window.isEmpty()) return new Used(Double.NaN, NOTHING, NOTHING);
        Seen first = window.get(0);
        Seen last = window.get(window.size() - 1);
        Memory peak = window.stream()
                .map(Seen::memory)
                .max(Comparator.comparingDouble(Memory::total))
                .orElseThrow();
        double seconds = (last.nanos - first.nanos) / 1e9;
        double cores = first.cpuMillis < 0 ? Double.NaN : (last.cpuMillis - first.cpuMillis) / 1e3 / seconds;
        return new Used(cores, first.memory, peak);
    }

    /** Processor time in cores, memory at first, and the most of it. */
    record Used(double cpuCores, Memory start, Memory peak) {}

    /** All of it over time, counted from a moment. */
    synchronized List<Series> series(long from) {
        List<Seen> shown = seen.stream().filter(s -> s.nanos - from >= 0).toList();
        List<Seen> answered = shown.stream().filter(s -> s.jvm != null).toList();
        List<Series> series = new ArrayList<>();
        add(series, Series.RESIDENT, "B", from, shown, s -> s.memory.resident());
        add(series, Series.KERNEL_TCP, "B", from, shown, s -> s.memory.kernelTcp());
        add(series, Series.THREADS, "", from, shown, s -> s.threads < 0 ? Double.NaN : s.threads);
        addRate(series, Series.CPU, "", from, shown, s -> s.cpuMillis / 1e3);
        addRate(series, Series.ALLOCATION, "B/s", from, answered, s -> s.jvm.allocatedBytes());
        add(series, Series.GC, "ms", from, answered, s -> s.jvm.gcMillis());
        return series;
    }

    private static void add(
            List<Series> to, String name, String unit, long from, List<Seen> seen, ToDoubleFunction<Seen> value) {
        List<Double> seconds = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (Seen each : seen) {
            double v = value.applyAsDouble(each);
            if (Double.isNaN(v)) continue;
            seconds.add((each.nanos - from) / 1e9);
            values.add(v);
        }
        if (!seconds.isEmpty()) to.add(new Series(name, unit, seconds, values));
    }

    /** How fast a total grows, from each sample to the next that is at least half a step later: those on demand may be too near. */
    private static void addRate(
            List<Series> to, String name, String unit, long from, List<Seen> seen, ToDoubleFunction<Seen> total) {
        List<Double> seconds = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        Seen last = null;
        for (Seen each : seen) {
            double passed = last == null ? 0 : (each.nanos - last.nanos) / 1e9;
            if (last != null && passed < STEP_MILLIS / 2e3) continue;
            if (last != null) {
                seconds.add((each.nanos - from) / 1e9);
                values.add((total.applyAsDouble(each) - total.applyAsDouble(last)) / passed);
            }
            last = each;
        }
        if (!seconds.isEmpty()) to.add(new Series(name, unit, seconds, values));
    }

    /** Stops watching. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
