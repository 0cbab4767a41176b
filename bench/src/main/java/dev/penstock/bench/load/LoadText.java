package dev.penstock.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What a load did, for people: a line of figures, and more where there is more to say. */
final class LoadText {
    private static final double BOTTLENECK = 0.95; // busy for so much of the time, what it measures is itself

    private LoadText() {}

    static String of(LoadResult result) {
        List<String> lines = new ArrayList<>();
        if (result.interrupted())
            lines.add(format("interrupted after %.1f s of the counted time", result.measuredSeconds()));
        lines.add(figures(result));
        GeneratorResult generator = result.generator();
        if (generator.lagMaxNanos() > 0)
            lines.add(format(
                    "generator late us p50 %.0f p99 %.0f max %.0f",
                    generator.lagP50Nanos() / 1e3, generator.lagP99Nanos() / 1e3, generator.lagMaxNanos() / 1e3));
        if (generator.busyShare() >= BOTTLENECK)
            lines.add("the generator had no time left: the server may be capable of more");
        for (GroupResult group : result.groups()) about(group, lines);
        return String.join(System.lineSeparator(), lines);
    }

    private static String figures(LoadResult result) {
        var latencies = Latencies.empty(3);
        boolean isChat = false;
        for (GroupResult group : result.groups()) {
            isChat |= group.kind() == PeerKind.SPEAKER;
            if (group.kind().isMeasured()) latencies.add(Latencies.histogram(group.latency()));
        }
        PhaseErrors errors = result.errors();
        return format(
                "%.0f %s/s, latency us p50 %.0f p99 %.0f p99.9 %.0f max %.0f, generator busy %.0f %%, errors:"
                        + " connect %d send %d receive %d verify %d timeout %d",
                result.perSecond(),
                isChat ? "deliveries" : "messages",
                micros(latencies, 50),
                micros(latencies, 99),
                micros(latencies, 99.9),
                latencies.getMaxValue() / 1e3,
                result.generator().busyShare() * 100,
                errors.connect(),
                errors.send(),
                errors.receive(),
                errors.verify(),
                errors.timeout());
    }

    private static void about(GroupResult group, List<String> lines) {
        switch (group.kind()) {
            case CHURNER ->
                lines.add(format(
                        "%.0f connections/s, connecting us p50 %.0f p99 %.0f max %.0f",
                        group.perSecond(),
                        micros(Latencies.histogram(group.connectTime()), 50),
                        micros(Latencies.histogram(group.connectTime()), 99),
                        Latencies.histogram(group.connectTime()).getMaxValue() / 1e3));
            case SPEAKER, LISTENER ->
                lines.add(format(
                        "%s: %d, %s%d lines heard of %d, %d told as missed, %d garbled, %d twice, %d out of order, %d notices",
                        group.name(),
                        group.connections(),
                        group.kind() == PeerKind.SPEAKER ? group.sent() + " lines said, " : "",
                        group.received(),
                        group.expected(),
                        group.toldMissing(),
                        group.garbled(),
                        group.duplicated(),
                        group.reordered(),
                        group.notices()));
            case STALLER, FLOODER, TRICKLER, IDLER ->
                lines.add(format(
                        "%s: %d of %d connections stand, %d bytes sent, %d received",
                        group.name(), group.standing(), group.connections(), group.bytesSent(), group.bytesReceived()));
            case CALLER -> {}
        }
        if (!group.firstError().isEmpty()) lines.add(group.name() + ": first error: " + group.firstError());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static double micros(Histogram latencies, double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }
}
