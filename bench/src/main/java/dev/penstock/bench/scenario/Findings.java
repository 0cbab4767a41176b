package dev.penstock.bench.scenario;

import dev.penstock.bench.result.Figure;
import dev.penstock.bench.result.Figure.Better;
import dev.penstock.bench.result.Latency;
import java.util.ArrayList;
import java.util.List;

/** What a run found out, put together figure by figure. What is no number, because too little came back, is left out. */
public final class Findings {
    static final String PER_SECOND = "messages per second";
    static final String CPU_PER_MESSAGE = "server CPU per message";
    static final String CONNECTIONS_PER_SECOND = "connections per second";
    static final String HIGHEST_RATE = "highest rate";
    static final String P50 = "p50";
    static final String P99 = "p99";
    static final String P999 = "p99.9";
    static final String DELIVERED = "delivered";
    static final String SILENCE = "longest silence";
    static final String GROWTH = "memory growth";
    static final String PER_CONNECTION = "memory per connection";

    private final List<Figure> figures = new ArrayList<>();
    private final List<Latency> latencies = new ArrayList<>();

    /** The numbers, each name once. */
    public List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** The whole curves behind them. */
    public List<Latency> latencies() {
        return List.copyOf(latencies);
    }

    Findings add(String name, double value, String unit, Better better) {
        if (Double.isFinite(value)) figures.add(new Figure(name, value, unit, better));
        return this;
    }

    /** How much was done, and what it cost the server: the latter says something also where the load could do no more. */
    Findings throughput(Lap lap, String name, String unit) {
        add(name, lap.perSecond(), unit, Better.HIGHER);
        return cost(lap);
    }

    Findings cost(Lap lap) {
        return add(CPU_PER_MESSAGE, lap.use().cpuCores() / lap.perSecond() * 1e9, "ns", Better.LOWER);
    }

    /** Of an open loop: from when a message was due to when all of its answer was there. */
    Findings latency(Lap lap, String name) {
        add(P50, lap.latencyNanos(50), "ns", Better.LOWER);
        add(P99, lap.latencyNanos(99), "ns", Better.LOWER);
        add(P999, lap.latencyNanos(99.9), "ns", Better.LOWER);
        latencies.add(Latency.of(name, lap.latencies()));
        return this;
    }

    /** How much of what was due came at all, and for how long nothing did. */
    Findings delivery(Lap lap) {
        add(DELIVERED, 100.0 * lap.received() / Math.max(1, lap.expected()), "%", Better.HIGHER);
        return add(SILENCE, lap.longestSilenceMillis(), "ms", Better.LOWER);
    }

    /** The server's and the kernel's memory, from the beginning of the measured time to the most of it. */
    Findings growth(Lap lap) {
        double growth = lap.use().peak().total() - lap.use().start().total();
        return add(GROWTH, Math.max(0, growth), "B", Better.LOWER);
    }

    /** What is in use for each connection, garbage left aside: from before the load connected to the end of the measured time. */
    Findings memoryPerConnection(Lap lap) {
        double growth = lap.use().settledAfter() - lap.use().settledBefore();
        return add(PER_CONNECTION, growth / lap.plan().connections(), "B", Better.LOWER);
    }
}
