package dev.penstock.apps.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines that somebody else writes, who may have to wait. */
@Timeout(60)
final class StandardOutputTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Semaphore writes = new Semaphore(0);
    private final StringBuffer written = new StringBuffer();

    /** Each write takes a permit. */
    private final OutputStream slow = new OutputStream() {
        @Override
        public void write(int b) {
            throw new AssertionError("a line at a time at least");
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            writes.acquireUninterruptibly();
            if (bytes.length == 0) throw new IOException("nothing to write");
            written.append(new String(bytes, StandardCharsets.UTF_8));
        }
    };

    @Test
    void shouldWriteLinesInOrderAndInUtf8() throws Exception {
        var output = started(slow);
        output.println("grüß");
        output.println("→");
        output.println("");
        writes.release(3);
        output.flush(LONG);
        assertThat(written).hasToString("grüß\n→\n\n");
    }

    @Test
    void shouldLeaveOutWhatDoesNotFitAndSayHowMuchWhereItWas() throws Exception {
        var output = started(slow);
        String line = "x".repeat(1000);
        int lines = 5000;
        output.println("first");
        await().until(writes::hasQueuedThreads); // the writer has taken that one, and nothing else
        for (int i = 0; i < lines; i++) output.println(line);
        output.println("short, but behind those that were left out");
        writes.release(Integer.MAX_VALUE);
        output.flush(LONG);
        output.println("next");
        output.flush(LONG);
        List<String> all = written.toString().lines().toList();
        int fitting = StandardOutput.MAX_WAITING_BYTES / (line.length() + 1);
        assertThat(all.get(0)).isEqualTo("first");
        assertThat(all.subList(1, 1 + fitting)).containsOnly(line);
        assertThat(all.subList(1 + fitting, all.size()))
                .containsExactly(
                        "*** " + (lines + 1 - fitting) + " lines left out: standard output was too slow for them",
                        "next");
    }

    @Test
    void shouldWriteALineThatIsLongerThanWhatMayWait() throws Exception {
        var output = started(slow);
        writes.release(2);
        output.println("x".repeat(StandardOutput.MAX_WAITING_BYTES * 2));
        output.flush(LONG);
        assertThat(written).hasSize(StandardOutput.MAX_WAITING_BYTES * 2 + 1);
    }

    @Test
    void shouldNotWaitForEverForSomebodyWhoDoesNotRead() throws Exception {
        var output = started(slow);
        output.println("never read");
        output.flush(SHORT);
        assertThat(written).isEmpty();
    }

    @Test
    void shouldGoOnWithoutAWordWhenItIsClosed() throws Exception {
        var tries = new AtomicInteger();
        var output = started(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                tries.incrementAndGet();
                throw new IOException("broken pipe");
            }
        });
        for (int i = 0; i < 3; i++) {
            output.println("gone");
            output.flush(LONG);
        }
        assertThat(tries).hasValue(1);
    }

    private static StandardOutput started(OutputStream out) {
        var output = new StandardOutput(out);
        output.start();
        return output;
    }
}
