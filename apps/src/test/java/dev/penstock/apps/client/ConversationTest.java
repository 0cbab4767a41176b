package dev.penstock.apps.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both directions at once, over real sockets. */
@Timeout(30)
final class ConversationTest {
    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(11).nextBytes(bytes);
        return bytes;
    }

    /** For ever, as {@code yes} does; counts what it has poured. */
    private static Source endless(AtomicLong poured) {
        return into -> {
            while (true) {
                int length = into.awaitSpace().remaining();
                into.filled(length);
                poured.addAndGet(length);
            }
        };
    }

    @Test
    void shouldBringBackEveryByteFromAnEcho() throws Exception {
        byte[] all = random(32 << 20);
        try (var talk = new Talk(socket -> socket.getInputStream().transferTo(socket.getOutputStream()))) {
            talk.converse(into -> into.put(ByteBuffer.wrap(all)));
            assertThat(talk.received()).isEqualTo(all);
            assertThat(talk.failure()).isNull();
        }
    }

    @Test
    void shouldSendTheEndOfAnEmptyInputAndPrintWhatFollows() throws Exception {
        try (var talk = new Talk(socket -> {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            socket.getOutputStream().write(Cuts.utf8("nothing?"));
        })) {
            talk.converse(into -> {});
            assertThat(talk.received()).isEqualTo(Cuts.utf8("nothing?"));
            assertThat(talk.failure()).isNull();
        }
    }

    @Test
    void shouldEndWhenTheServerDoesThoughThereIsMoreToSend() throws Exception {
        try (var talk = new Talk(socket -> {
            socket.getOutputStream().write(Cuts.utf8("Hello, world!"));
            socket.shutdownOutput();
            socket.getInputStream().skip(Long.MAX_VALUE);
        })) {
            talk.converse(endless(new AtomicLong()));
            assertThat(talk.received()).isEqualTo(Cuts.utf8("Hello, world!"));
            assertThat(talk.failure()).isNull();
        }
    }

    @Test
    void shouldSayThatTheServerEndedBeforeAFileWasSentWhole() throws Exception {
        var progress = new FileProgress(1 << 20);
        Source half = new Source() {
            @Override
            public void pour(ByteRing into) throws InterruptedException {
                into.put(ByteBuffer.allocate(10));
                progress.add(10);
                new Semaphore(0).acquire(); // the rest never comes
            }

            @Override
            public boolean isWhole() {
                return progress.isWhole();
            }
        };
        try (var talk = new Talk("some.file", socket -> socket.getInputStream().readNBytes(10))) {
            talk.converse(half);
            assertThat(talk.failure()).isEqualTo("the server ended before some.file was sent whole");
        }
    }

    @Test
    void shouldSayThatTheServerResetTheConnection() throws Exception {
        try (var talk = new Talk(socket -> {
            socket.getInputStream().read();
            socket.setSoLinger(true, 0);
        })) {
            talk.converse(into -> into.put(ByteBuffer.allocate(1)));
            assertThat(talk.failure()).isEqualTo(talk.peer() + " reset the connection");
        }
    }

    /** A textbook's server answers and closes, whatever is still sent to it; its kernel then resets the connection. */
    @Test
    void shouldPrintTheAnswerOfAServerThatThenResetsTheConnection() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (var talk = new Talk(socket -> {
                socket.getInputStream().readNBytes(1 << 20);
                socket.getOutputStream().write(Cuts.utf8("too long"));
            })) {
                talk.converse(endless(new AtomicLong()));
                assertThat(talk.received()).isEqualTo(Cuts.utf8("too long"));
                // Null where all that had been sent was read at that moment: then it has ended first.
                assertThat(talk.failure()).isIn(null, talk.peer() + " reset the connection");
            }
        }
    }

    @Test
    void shouldPourNoMoreThanABoundedAmountForAServerThatDoesNotRead() throws Exception {
        var poured = new AtomicLong();
        var go = new Semaphore(0);
        try (var talk = new Talk(socket -> {
            go.acquireUninterruptibly();
            socket.getInputStream().readNBytes(64 << 20);
        })) {
            talk.begin(endless(poured), talk.sink());
            talk.awaitStandstill(poured::get);
            assertThat(poured.get()).isLessThan(16 << 20); // the kernel's, most of it
            go.release();
            await().atMost(Duration.ofSeconds(20)).until(() -> poured.get() > 60 << 20);
        }
    }

    @Test
    void shouldNotReadTheServerWhileNobodyReadsTheOutput() throws Exception {
        var sent = new AtomicLong();
        var writes = new Semaphore(0);
        var received = new ByteArrayOutputStream();
        byte[] all = random(24 << 20);
        try (var talk = new Talk(socket -> {
            for (int at = 0; at < all.length; at += 1 << 10) {
                socket.getOutputStream().write(all, at, 1 << 10);
                sent.addAndGet(1 << 10);
            }
        })) {
            talk.begin(into -> {}, new Sink() {
                @Override
                public void write(ByteBuffer bytes) {
                    writes.acquireUninterruptibly();
                    byte[] copy = new byte[bytes.remaining()];
                    bytes.get(copy);
                    received.writeBytes(copy);
                }

                @Override
                public void end() {}
            });
            talk.awaitStandstill(sent::get);
            assertThat(sent.get()).isLessThan(16 << 20);
            assertThat(talk.conversation().received()).isLessThan(2L * ByteRing.CAPACITY);
            writes.release(Integer.MAX_VALUE);
            talk.awaitEnd();
            assertThat(received.toByteArray()).isEqualTo(all);
        }
    }

    @Test
    void shouldEndWithoutAWordWhenNobodyReadsItsOutputAnyMore() throws Exception {
        try (var talk = new Talk(socket -> socket.getInputStream().transferTo(socket.getOutputStream()))) {
            talk.begin(endless(new AtomicLong()), new Sink() {
                @Override
                public void write(ByteBuffer bytes) throws IOException {
                    throw new OutputClosedException(new IOException("Broken pipe"));
                }

                @Override
                public void end() {}
            });
            talk.awaitEnd();
            assertThat(talk.failure()).isNull();
        }
    }

    @Test
    void shouldSayWhyItsInputOrItsOutputFailed() throws Exception {
        try (var talk = new Talk(socket -> socket.getInputStream().transferTo(socket.getOutputStream()))) {
            talk.converse(into -> {
                throw new IOException("line 7 is too long");
            });
            assertThat(talk.failure()).isEqualTo("line 7 is too long");
        }
    }
}
