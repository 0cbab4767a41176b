package dev.penstock.bench.run;

import dev.penstock.bench.load.GeneratorResult;
import dev.penstock.bench.load.GroupResult;
import dev.penstock.bench.load.LoadResult;
import dev.penstock.bench.load.PhaseErrors;
import dev.penstock.bench.result.Latency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import org.HdrHistogram.Histogram;

/** Puts together what several processes found out about parts of one load. */
final class LoadSum {
    private LoadSum() {}

    static LoadResult of(List<LoadResult> parts) {
        if (parts.size() == 1) return parts.get(0);
        Map<String, List<GroupResult>> groups = new LinkedHashMap<>();
        for (LoadResult part : parts)
            for (GroupResult group : part.groups())
                groups.computeIfAbsent(group.name(), name -> new ArrayList<>()).add(group);
        return new LoadResult(
                parts.stream().anyMatch(LoadResult::interrupted),
                parts.stream().mapToDouble(LoadResult::measuredSeconds).max().orElse(0),
                parts.get(0).bucketMillis(),
                groups.values().stream()
                        .map(same -> same.stream().reduce(LoadSum::plus).orElseThrow())
                        .toList(),
                parts.stream()
                        .map(LoadResult::generator)
                        .reduce(LoadSum::busier)
                        .orElseThrow());
    }

    private static GroupResult plus(GroupResult a, GroupResult b) {
        return new GroupResult(
                a.name(),
                a.kind(),
                a.connections() + b.connections(),
                a.connected() + b.connected(),
                a.standing() + b.standing(),
                a.sent() + b.sent(),
                a.expected() + b.expected(),
                a.received() + b.received(),
                a.missing() + b.missing(),
                a.toldMissing() + b.toldMissing(),
                a.garbled() + b.garbled(),
                a.duplicated() + b.duplicated(),
                a.reordered() + b.reordered(),
                a.notices() + b.notices(),
                a.bytesSent() + b.bytesSent(),
                a.bytesReceived() + b.bytesReceived(),
                a.perSecond() + b.perSecond(),
                plus(a.errors(), b.errors()),
                a.firstError().isEmpty() ? b.firstError() : a.firstError(),
                both(a.latency(), b.latency()),
                both(a.connectTime(), b.connectTime()),
                each(a.receivedOverTime(), b.receivedOverTime(), Long::sum),
                each(a.latencyMaxNanosOverTime(), b.latencyMaxNanosOverTime(), Math::max),
                // Of two percentiles there is no exact one of both; it is no later than the later.
                each(a.latencyP99NanosOverTime(), b.latencyP99NanosOverTime(), Math::max));
    }

    private static PhaseErrors plus(PhaseErrors a, PhaseErrors b) {
        return new PhaseErrors(
                a.connect() + b.connect(),
                a.send() + b.send(),
                a.receive() + b.receive(),
                a.verify() + b.verify(),
                a.timeout() + b.timeout());
    }

    private static String both(String a, String b) {
        Histogram sum = new Latency("", a).histogram();
        sum.add(new Latency("", b).histogram());
        return Latency.of("", sum).encoded();
    }

    private static long[] each(long[] a, long[] b, LongBinaryOperator plus) {
        long[] sum = new long[Math.max(a.length, b.length)];
        for (int i = 0; i < sum.length; i++)
            sum[i] = plus.applyAsLong(i < a.length ? a[i] : 0, i < b.length ? b[i] : 0);
        return sum;
    }

    /** The busiest process is the one that may have been the bottleneck. */
    private static GeneratorResult busier(GeneratorResult a, GeneratorResult b) {
        return new GeneratorResult(
                Math.max(a.cpuShare(), b.cpuShare()),
                Math.max(a.busyShare(), b.busyShare()),
                a.ceilingPerSecond() + b.ceilingPerSecond(),
                Math.max(a.lagP50Nanos(), b.lagP50Nanos()),
                Math.max(a.lagP99Nanos(), b.lagP99Nanos()),
                Math.max(a.lagMaxNanos(), b.lagMaxNanos()),
                a.processCpuSeconds() + b.processCpuSeconds());
    }
}
