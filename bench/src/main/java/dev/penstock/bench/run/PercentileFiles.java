package dev.penstock.bench.run;

import dev.penstock.bench.result.Latency;
import dev.penstock.bench.result.Results;
import dev.penstock.bench.result.Run;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Latencies in HdrHistogram's own text format, which its plotter reads: one file a contender, scenario and kind of latency, all
 * rounds together, in milliseconds.
 */
final class PercentileFiles {
    private static final String SUFFIX = ".hgrm";
    private static final double NANOS_PER_MILLI = 1e6;

    private PercentileFiles() {}

    static void write(Results results, Path directory) throws IOException {
        Map<String, Histogram> sums = new TreeMap<>();
        for (Run run : results.runs())
            for (Latency latency : run.latencies())
                sums.computeIfAbsent(nameOf(run, latency), name -> new Histogram(3))
                        .add(latency.histogram());
        for (Map.Entry<String, Histogram> sum : sums.entrySet())
            try (var out = new PrintStream(
                    Files.newOutputStream(directory.resolve(sum.getKey())), false, StandardCharsets.US_ASCII)) {
                sum.getValue().outputPercentileDistribution(out, NANOS_PER_MILLI);
                if (out.checkError()) throw new IOException("cannot write " + directory.resolve(sum.getKey()));
            }
    }

    private static String nameOf(Run run, Latency latency) {
        return run.scenario() + "." + run.contender() + "." + latency.name().replaceAll("[^A-Za-z0-9]+", "-") + SUFFIX;
    }

    /** Takes away those of an earlier run. */
    static void delete(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) Files.delete(file);
        }
    }
}
