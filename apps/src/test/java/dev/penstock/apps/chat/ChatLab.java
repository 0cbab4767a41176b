package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.ListenerOptions;
import dev.penstock.Metric;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import dev.penstock.SlowPeerPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A chat without its command line: a reactor that the test steps, on a clock that it moves, and peers that never block. */
final class ChatLab implements AutoCloseable {
    final Reactor reactor;
    final List<Peer> peers = new ArrayList<>();
    private final AtomicLong clock =
            new AtomicLong(Long.MAX_VALUE - Duration.ofMinutes(1).toNanos());
    private long nanosAReading; // by how much the clock is later whenever it is read
    private final List<Throwable> failures = new ArrayList<>();
    private final SocketAddress address;

    ChatLab(ChatOptions options) throws Exception {
        reactor = Reactor.open(ReactorOptions.builder()
                .clock(() -> clock.addAndGet(nanosAReading))
                .errorHandler((connection, failure) -> failures.add(failure))
                .build());
        var chat = new Chat(reactor, options);
        var listening = ListenerOptions.builder()
                .policy(SlowPeerPolicy.dropOldest(options.hardLimit(), Duration.ofDays(1)))
                .maxReadBuffer(Chat.readBuffer(options));
        address =
                reactor.listen(listening.build(), chat::handlerFor).addresses().get(0);
    }

    static ChatOptions options(int maxLine, int history, int rate) {
        return new ChatOptions(maxLine, 16, history, rate, Motd.NONE, 1 << 20);
    }

    Peer connect() throws IOException {
        long before = get(Metric.ACCEPTED);
        var peer = new Peer(SocketChannel.open(address));
        peers.add(peer);
        while (get(Metric.ACCEPTED) == before) reactor.runOnce(Duration.ofMillis(1));
        return peer;
    }

    void advance(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    /** From now on time passes whenever somebody looks at the clock. */
    void passAtEachReading(Duration time) {
        nanosAReading = time.toNanos();
    }

    void step() {
        reactor.runOnce(Duration.ZERO);
    }

    /** Turns until nothing more happens: what is on its way over loopback has arrived by then. */
    void settle() throws IOException {
        for (int quiet = 0; quiet < 5; ) {
            long before = get(Metric.BYTES_IN) + get(Metric.BYTES_OUT) + get(Metric.CLOSED);
            reactor.runOnce(Duration.ofMillis(1));
            int got = 0;
            for (Peer peer : peers) got += peer.read();
            quiet = got == 0 && get(Metric.BYTES_IN) + get(Metric.BYTES_OUT) + get(Metric.CLOSED) == before
                    ? quiet + 1
                    : 0;
        }
    }

    long get(Metric metric) {
        return reactor.snapshot().get(metric);
    }

    /** What handlers have thrown; a peer's failure is none. */
    List<Throwable> failures() {
        return failures.stream()
                .filter(failure -> !(failure instanceof IOException))
                .toList();
    }

    @Override
    public void close() throws IOException {
        for (Peer peer : peers) peer.channel.close();
        reactor.shutdown(Duration.ZERO);
        for (int i = 0; i < 100_000 && reactor.runOnce(Duration.ZERO); i++) advance(Duration.ofMillis(1));
        assertThat(get(Metric.OPEN)).as("connections open").isZero();
        assertThat(get(Metric.POOL_USED)).as("memory held").isZero();
        assertThat(failures()).isEmpty();
    }

    /** One who is played by the test. */
    static final class Peer {
        final SocketChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 << 10);
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();

        private Peer(SocketChannel channel) throws IOException {
            this.channel = channel;
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }

        void send(byte[] bytes) throws IOException {
            assertThat(channel.write(ByteBuffer.wrap(bytes))).isEqualTo(bytes.length);
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Reads what is there. */
        int read() {
            try {
                int got = channel.read(buffer.clear());
                for (buffer.flip(); buffer.hasRemaining(); ) received.write(buffer.get());
                return Math.max(0, got);
            } catch (IOException e) {
                return 0; // closed, by either side
            }
        }

        /** Reads what is there and forgets it. */
        void discard() throws IOException {
            channel.read(buffer.clear());
        }

        /** The lines since the last call. */
        List<String> lines() {
            String text = received.toString(StandardCharsets.UTF_8);
            received.reset();
            return text.isEmpty() ? List.of() : List.of(text.split("\n"));
        }
    }
}
