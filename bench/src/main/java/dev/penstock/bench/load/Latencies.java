package dev.penstock.bench.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Histograms of nanoseconds, and as text: HdrHistogram's compressed form in Base64. */
public final class Latencies {
    private static final long HOUR_NANOS = 3_600_000_000_000L;

    private Latencies() {}

    /** An empty one. It holds an hour without growing, and grows for what took longer. */
    static Histogram empty(int digits) {
        var histogram = new Histogram(HOUR_NANOS, digits);
        histogram.setAutoResize(true);
        return histogram;
    }

    /** The histogram as text. */
    public static String of(Histogram histogram) {
        var bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }

    /**
     * The histogram of a text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Histogram histogram(String text) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
        } catch (DataFormatException | RuntimeException e) {
            throw new IllegalArgumentException("not a histogram: " + e.getMessage(), e);
        }
    }
}
