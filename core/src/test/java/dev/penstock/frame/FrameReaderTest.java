package dev.penstock.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ListenerOptions;
import dev.penstock.Metric;
import dev.penstock.ReactorFixture;
import dev.penstock.SlowPeerPolicy;
import dev.penstock.TestClient;
import dev.penstock.WriteResult;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames on a real reactor: refused and taken later, too long, unfinished, and what memory they take. */
@Timeout(60)
final class FrameReaderTest {
    private static final int MAX_FRAME = 1_000_000;

    /** Sends every frame back. */
    private static class Echo implements FrameHandler {
        int frames;

        @Override
        public boolean onFrame(Connection connection, ByteBuffer frame) {
            frames++;
            return connection.write(LengthPrefixedFraming.withHeader(frame)) != WriteResult.RETRY;
        }
    }

    private static ReactorFixture framed(FrameHandler handler) {
        return fixture(Framing.lengthPrefixed(MAX_FRAME), 1 << 20, handler);
    }

    private static ReactorFixture fixture(Framing framing, long hardLimit, FrameHandler handler) {
        return new ReactorFixture(
                options -> {}, options -> limits(options, framing, hardLimit), c -> new FrameReader(framing, handler));
    }

    private static void limits(ListenerOptions.Builder options, Framing framing, long hardLimit) {
        options.maxReadBuffer(framing.readBuffer())
                .policy(SlowPeerPolicy.pauseInput(hardLimit, Duration.ofSeconds(30)));
    }

    private static byte[] frame(int length) {
        return ByteBuffer.allocate(4 + length)
                .putInt(length)
                .put(TestClient.pattern(length))
                .array();
    }

    private static byte[] claim(int length) {
        return ByteBuffer.allocate(4).putInt(length).array();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1020, 65_532, 65_533, 200_000, MAX_FRAME})
    void shouldBringBackAFrameOfAnyLength(int length) {
        try (var fixture = framed(new Echo())) {
            TestClient client = fixture.connect();
            fixture.send(client, frame(length));
            fixture.until(() -> client.receivedCount() >= 4 + length);
            assertThat(client.received()).isEqualTo(frame(length));
            assertThat(fixture.get(Metric.POOL_USED)).isZero();
        }
    }

    /** What a peer does not read pauses it; the frame that was refused comes first when it goes on. */
    @Test
    void shouldLoseNothingAndKeepTheOrderWhenAPeerReadsLate() {
        var sent = new ByteArrayOutputStream();
        var random = new SplittableRandom(1);
        for (int i = 0; i < 150; i++) sent.writeBytes(frame(random.nextInt(60_000)));
        try (var fixture = fixture(Framing.lengthPrefixed(60_000), 64 << 10, new Echo())) {
            TestClient client = fixture.connect(4096);
            ByteBuffer rest = ByteBuffer.wrap(sent.toByteArray());
            fixture.until(() -> {
                client.offer(rest);
                return fixture.get(Metric.PAUSED_AT_LIMIT) > 0;
            });
            fixture.until(() -> {
                client.offer(rest);
                return client.receivedCount() == sent.size();
            });
            assertThat(client.received()).isEqualTo(sent.toByteArray());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX_FRAME + 1, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
    void shouldAnswerWhatCameBeforeATooLongFrameAndClose(int claimed) {
        try (var fixture = framed(new Echo())) {
            TestClient client = fixture.connect();
            client.send(frame(100));
            client.send(claim(claimed));
            client.send("and something behind it");
            fixture.until(client::hasEnded);
            assertThat(client.received()).isEqualTo(frame(100));
            assertThat(fixture.closed(CloseReason.FRAME_TOO_LONG)).isEqualTo(1);
        }
    }

    @Test
    void shouldLetTheHandlerSayThatAFrameIsTooLong() {
        var handler = new Echo() {
            @Override
            public void onTooLong(Connection connection) {
                connection.write(StandardCharsets.UTF_8.encode("too long"));
            }
        };
        try (var fixture = fixture(Framing.lines(10), 1 << 20, handler)) {
            TestClient client = fixture.connect();
            client.send("a line without an end");
            fixture.until(client::hasEnded);
            assertThat(client.text()).isEqualTo("too long");
            assertThat(handler.frames).isZero();
            assertThat(fixture.closed(CloseReason.FRAME_TOO_LONG)).isEqualTo(1);
        }
    }

    @Test
    void shouldSayThatAPeerEndedInsideOfAFrame() {
        try (var fixture = framed(new Echo())) {
            TestClient client = fixture.connect();
            client.send(frame(100));
            client.send(claim(100));
            client.send("only this");
            client.endOutput();
            fixture.until(client::hasEnded);
            assertThat(client.received()).isEqualTo(frame(100));
            assertThat(fixture.closed(CloseReason.UNFINISHED_FRAME)).isEqualTo(1);
        }
    }

    @Test
    void shouldHoldMemoryForWhatHasArrivedAndNotForWhatIsClaimed() {
        try (var fixture = framed(new Echo())) {
            for (int i = 0; i < 100; i++) {
                TestClient client = fixture.connect();
                client.send(claim(MAX_FRAME));
                client.send("ten bytes!");
            }
            fixture.until(() -> fixture.get(Metric.BYTES_IN) == 1400);
            assertThat(fixture.get(Metric.POOL_USED)).isBetween(1400L, 100L << 10);
        }
    }

    @Test
    void shouldTakeNoMemoryForFramesThatLieWholeInWhatWasRead() {
        List<Long> used = new ArrayList<>();
        var handler = new Echo() {
            @Override
            public boolean onFrame(Connection connection, ByteBuffer frame) {
                used.add(connection.reactor().snapshot().get(Metric.POOL_USED));
                return true;
            }
        };
        try (var fixture = framed(handler)) {
            fixture.connect().send(frame(30_000));
            fixture.until(() -> !used.isEmpty());
            assertThat(used).containsOnly(0L);
        }
    }

    /** A line may be the last by the end of input; when its handler must wait, it is not lost. */
    @Test
    void shouldOfferTheLastLineAgainToAHandlerThatHadPaused() {
        List<String> taken = new ArrayList<>();
        var handler = new FrameHandler() {
            private int refused;

            @Override
            public boolean onFrame(Connection connection, ByteBuffer frame) {
                String line = StandardCharsets.UTF_8.decode(frame).toString();
                if (refused < 2) {
                    refused++;
                    connection.pauseInput();
                    connection.reactor().execute(connection::resumeInput);
                    return false;
                }
                taken.add(line);
                return true;
            }
        };
        try (var fixture = fixture(Framing.lines(10), 1 << 20, handler)) {
            TestClient client = fixture.connect();
            client.send("last");
            fixture.until(() -> fixture.get(Metric.BYTES_IN) == 4);
            client.endOutput();
            fixture.until(client::hasEnded);
            assertThat(taken).containsExactly("last");
            assertThat(fixture.closed(CloseReason.END_OF_INPUT)).isEqualTo(1);
        }
    }

    @Test
    void shouldHandOverNothingAfterTheHandlerHasClosed() {
        List<String> taken = new ArrayList<>();
        FrameHandler quitter = (connection, frame) -> {
            taken.add(StandardCharsets.UTF_8.decode(frame).toString());
            connection.close();
            return true;
        };
        try (var fixture = fixture(Framing.lines(10), 1 << 20, quitter)) {
            TestClient client = fixture.connect();
            client.send("quit\nand\nmore");
            client.endOutput();
            fixture.until(client::hasEnded);
            assertThat(taken).containsExactly("quit");
        }
    }

    /** Takes frames all at once where they fit, and one by one where they do not. */
    private static final class Relay extends Echo implements FrameRelay {
        final List<Integer> runs = new ArrayList<>();
        private final int hardLimit;

        Relay(int hardLimit) {
            this.hardLimit = hardLimit;
        }

        @Override
        public boolean onFrames(Connection connection, ByteBuffer whole) {
            int length = whole.remaining();
            boolean isTaken = length <= hardLimit && connection.write(whole) != WriteResult.RETRY;
            if (isTaken) runs.add(length);
            return isTaken;
        }
    }

    @Test
    void shouldRelayAllWholeFramesAtOnce() {
        var relay = new Relay(1 << 20);
        try (var fixture = framed(relay)) {
            TestClient client = fixture.connect();
            var sent = new ByteArrayOutputStream();
            for (int i = 0; i < 16; i++) sent.writeBytes(frame(i));
            sent.writeBytes(claim(5));
            client.send(sent.toByteArray());
            fixture.until(() -> fixture.get(Metric.BYTES_IN) == sent.size());
            client.send("hello");
            fixture.until(() -> client.receivedCount() == sent.size() + 5);
            assertThat(relay.runs).containsExactly(sent.size() - 4, 9);
            assertThat(relay.frames).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4 << 10, 64 << 10, 1 << 20})
    void shouldLoseNothingWhereNotAllFitAtOnce(int hardLimit) {
        var relay = new Relay(hardLimit);
        var sent = new ByteArrayOutputStream();
        var random = new SplittableRandom(1);
        while (sent.size() < 2 << 20) sent.writeBytes(frame(random.nextInt(2_000)));
        try (var fixture = fixture(Framing.lengthPrefixed(2_000), hardLimit, relay)) {
            TestClient client = fixture.connect(4096);
            ByteBuffer rest = ByteBuffer.wrap(sent.toByteArray());
            fixture.until(() -> {
                client.offer(rest);
                return fixture.get(Metric.PAUSED_AT_LIMIT) > 0;
            });
            fixture.until(() -> {
                client.offer(rest);
                return client.receivedCount() == sent.size();
            });
            assertThat(client.received()).isEqualTo(sent.toByteArray());
        }
    }
}
