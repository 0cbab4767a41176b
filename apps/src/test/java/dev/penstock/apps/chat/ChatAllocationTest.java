package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.penstock.ListenerOptions;
import dev.penstock.Metric;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import dev.penstock.SlowPeerPolicy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An ordinary line makes no garbage, whatever is in it and whatever is kept of it. The reactor is stepped by the test. */
@Timeout(60)
final class ChatAllocationTest {
    private static final int MEMBERS = 200;
    private static final int LINES = 50;
    private static final long MOST_BYTES = 1000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final AtomicLong clock = new AtomicLong();
    private final ByteBuffer discarded = ByteBuffer.allocateDirect(256 << 10);
    private final List<SocketChannel> clients = new ArrayList<>();
    private Reactor reactor;

    private static ChatOptions options(int history, int rate) {
        return new ChatOptions(4096, 16, history, rate, Motd.NONE, 1 << 20);
    }

    @Test
    void shouldAllocateNothingForPlainLines() throws Exception {
        shouldAllocateNothing(options(0, 0), "good morning, everybody in here\n");
    }

    @Test
    void shouldAllocateNothingForLinesThatAreEscapedAndKept() throws Exception {
        shouldAllocateNothing(options(100, ChatOptions.LARGEST_LINE_RATE), "//grüße 🦀\u001b[1m\u202e\r\n");
    }

    @Test
    void shouldAllocateNothingForLinesWithTelnetCommands() throws Exception {
        shouldAllocateNothing(options(100, 0), "a\u00ff\u00fb\u0001b\u00ff\u00ffc\n");
    }

    private void shouldAllocateNothing(ChatOptions options, String line) throws Exception {
        byte[] bytes = line.getBytes(line.indexOf('\u00ff') < 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        ByteBuffer lines = ByteBuffer.allocateDirect(LINES * bytes.length);
        for (int i = 0; i < LINES; i++) lines.put(bytes);
        reactor = Reactor.open(ReactorOptions.builder().clock(clock::get).build());
        try {
            open(options);
            clock.addAndGet(Duration.ofHours(1).toNanos()); // the longest turn is behind: it is told in a new record
            speak(lines, 200);
            long allocated = speak(lines, 110);
            // The JVM makes the strings of a class when it first compiles one of its methods, on whichever thread that
            // is.
            for (int again = 0; again < 3 && allocated >= MOST_BYTES; again++) allocated = speak(lines, 110);
            assertThat(allocated).isLessThan(MOST_BYTES);
            assertThat(reactor.snapshot().get(Metric.MESSAGES_MISSED)).isZero();
        } finally {
            for (SocketChannel client : clients) client.close();
            reactor.shutdown(Duration.ZERO);
            reactor.run();
        }
    }

    private void open(ChatOptions options) throws Exception {
        var chat = new Chat(reactor, options);
        var listening = ListenerOptions.builder()
                .policy(SlowPeerPolicy.dropOldest(options.hardLimit(), Duration.ofDays(1)))
                .maxReadBuffer(Chat.readBuffer(options));
        var listener = reactor.listen(listening.build(), chat::handlerFor);
        for (int i = 0; i < MEMBERS; i++) {
            SocketChannel client = SocketChannel.open(listener.addresses().get(0));
            client.configureBlocking(false);
            clients.add(client);
            while (reactor.snapshot().get(Metric.OPEN) <= i) reactor.runOnce(Duration.ofMillis(1));
        }
        deliver();
    }

    /** Has the first member say all lines so many times; returns what the reactor's part of it has allocated. */
    private long speak(ByteBuffer lines, int times) throws IOException {
        long thread = Thread.currentThread().getId();
        long allocated = 0;
        long out = reactor.snapshot().get(Metric.BYTES_OUT);
        long least = (long) lines.capacity() * (MEMBERS - 1);
        for (int i = 0; i < times; i++) {
            assertThat(clients.get(0).write(lines.clear())).isEqualTo(lines.capacity());
            long before = reactor.snapshot().get(Metric.BYTES_OUT);
            do {
                for (SocketChannel client : clients) client.read(discarded.clear());
                long allocatedBefore = THREADS.getThreadAllocatedBytes(thread);
                for (int n = 0; n < 4; n++) reactor.runOnce(Duration.ZERO);
                allocated += THREADS.getThreadAllocatedBytes(thread) - allocatedBefore;
            } while (reactor.snapshot().get(Metric.BYTES_OUT) - before < least || isOwing());
        }
        assertThat(reactor.snapshot().get(Metric.BYTES_OUT) - out).isGreaterThanOrEqualTo(times * least);
        return allocated;
    }

    private void deliver() throws IOException {
        do {
            for (SocketChannel client : clients) client.read(discarded.clear());
            reactor.runOnce(Duration.ofMillis(1));
        } while (isOwing());
    }

    private boolean isOwing() {
        return reactor.snapshot().get(Metric.BYTES_QUEUED) > 0;
    }
}
