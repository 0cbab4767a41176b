package dev.penstock.apps.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Bytes as they may arrive, cut anywhere, and what a source makes of them. */
final class Cuts {
    static final int SEEDS = 200;

    private Cuts() {}

    /** Gives all of it to a sink, in pieces that follow from the seed, and ends it. */
    static void feed(Sink sink, byte[] all, int seed) throws IOException {
        var random = new SplittableRandom(seed);
        for (int at = 0; at < all.length; ) {
            int length = Math.min(all.length - at, 1 + random.nextInt(1 + seed % 7));
            sink.write(ByteBuffer.wrap(all, at, length).slice());
            at += length;
        }
        sink.end();
    }

    /** A channel whose reads are short. */
    static ReadableByteChannel channel(byte[] all, int seed) {
        var random = new SplittableRandom(seed);
        return new ReadableByteChannel() {
            private int at;

            @Override
            public int read(ByteBuffer to) {
                if (at == all.length) return -1;
                int length = Math.min(Math.min(all.length - at, to.remaining()), 1 + random.nextInt(1 + seed % 9));
                to.put(all, at, length);
                at += length;
                return length;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
    }

    /** All that a source pours, where it fits into a ring. */
    static byte[] poured(Source source) throws IOException, InterruptedException {
        var ring = new ByteRing(() -> {}, () -> {});
        source.pour(ring);
        byte[] bytes = new byte[ring.content().remaining()];
        ring.content().get(bytes);
        return bytes;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] frames(String... payloads) {
        var all = new ByteArrayOutputStream();
        for (String payload : payloads) {
            byte[] bytes = utf8(payload);
            all.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    /** What a sink that is made with a channel prints. */
    static String printed(
            java.util.function.Function<java.nio.channels.WritableByteChannel, Sink> sinks, byte[] all, int seed)
            throws IOException {
        var out = new ByteArrayOutputStream();
        feed(sinks.apply(Channels.newChannel(out)), Arrays.copyOf(all, all.length), seed);
        return out.toString(StandardCharsets.UTF_8);
    }
}
