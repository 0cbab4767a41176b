package dev.penstock.bench.result;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Objects;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * Every latency of one kind, in nanoseconds.
 *
 * @param name what it is the latency of, for example {@code round trip}
 * @param encoded HdrHistogram's compressed encoding, V2, in Base64
 */
public record Latency(String name, String encoded) {
    public Latency {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(encoded, "encoded");
    }

    public static Latency of(String name, Histogram nanos) {
        ByteBuffer buffer = ByteBuffer.allocate(nanos.getNeededByteBufferCapacity());
        int length = nanos.encodeIntoCompressedByteBuffer(buffer);
        byte[] bytes = new byte[length];
        buffer.get(0, bytes);
        return new Latency(name, Base64.getEncoder().encodeToString(bytes));
    }

    /**
     * Decodes them.
     *
     * @throws IllegalArgumentException if that is not a histogram
     */
    public Histogram histogram() {
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
        } catch (DataFormatException | RuntimeException e) {
            throw new IllegalArgumentException("latency " + name + " is not a histogram");
        }
    }
}
