package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.penstock.Metric;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * An ordinary line makes no garbage, whatever is in it and whatever is kept of it.
 *
 * <p>Before {@link ChatFloodTest}: after it the compiler makes an object of 48 bytes that it had optimised away, once for each time that
 * all lines are said. No code here makes it: with {@code -XX:-DoEscapeAnalysis} nothing is allocated in either order.
 */
@Timeout(60)
@Isolated
@Order(2)
final class ChatAllocationTest {
    private static final int MEMBERS = 200;
    private static final int LINES = 50;
    private static final int MILLION = 1_000_000 / LINES / (MEMBERS - 1) + 1;
    private static final long MOST_BYTES = 1000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void shouldAllocateNothingForPlainLines() throws Exception {
        shouldAllocateNothing(ChatLab.options(4096, 0, 0), "good morning, everybody in here\n");
    }

    @Test
    void shouldAllocateNothingForLinesThatAreEscapedAndKept() throws Exception {
        shouldAllocateNothing(
                ChatLab.options(4096, 100, ChatOptions.LARGEST_LINE_RATE), "//grüße 🦀\u001b[1m\u202e\r\n");
    }

    @Test
    void shouldAllocateNothingForLinesWithTelnetCommands() throws Exception {
        shouldAllocateNothing(ChatLab.options(4096, 100, 0), "a\u00ff\u00fb\u0001b\u00ff\u00ffc\n");
    }

    private static void shouldAllocateNothing(ChatOptions options, String line) throws Exception {
        byte[] bytes = line.getBytes(line.indexOf('\u00ff') < 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        ByteBuffer lines = ByteBuffer.allocateDirect(LINES * bytes.length);
        for (int i = 0; i < LINES; i++) lines.put(bytes);
        try (var lab = new ChatLab(options)) {
            for (int i = 0; i < MEMBERS; i++) lab.connect();
            lab.settle();
            lab.advance(Duration.ofHours(1)); // the longest turn is behind: it is told in a new record
            speak(lab, lines, 2 * MILLION);
            long allocated = speak(lab, lines, MILLION);
            // The JVM makes the strings of a class when it first compiles one of its methods, on whichever thread that
            // is.
            for (int again = 0; again < 3 && allocated >= MOST_BYTES; again++) allocated = speak(lab, lines, MILLION);
            assertThat(allocated).isLessThan(MOST_BYTES);
            assertThat(lab.get(Metric.MESSAGES_MISSED)).isZero();
        }
    }

    /** Has the first member say all lines so many times; returns what the reactor's part of it has allocated. */
    private static long speak(ChatLab lab, ByteBuffer lines, int times) throws IOException {
        long thread = Thread.currentThread().getId();
        long allocated = 0;
        long least = (long) lines.capacity() * (MEMBERS - 1);
        for (int i = 0; i < times; i++) {
            assertThat(lab.peers.get(0).channel.write(lines.clear())).isEqualTo(lines.capacity());
            long outBefore = lab.get(Metric.BYTES_OUT);
            do {
                for (ChatLab.Peer peer : lab.peers) peer.discard();
                long allocatedBefore = THREADS.getThreadAllocatedBytes(thread);
                for (int n = 0; n < 4; n++) lab.step();
                allocated += THREADS.getThreadAllocatedBytes(thread) - allocatedBefore;
            } while (lab.get(Metric.BYTES_OUT) - outBefore < least || lab.get(Metric.BYTES_QUEUED) > 0);
        }
        return allocated;
    }
}
