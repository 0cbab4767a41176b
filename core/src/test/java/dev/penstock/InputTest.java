package dev.penstock;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a handler leaves is offered again, in order, before anything new and before end of input. */
@Timeout(30)
final class InputTest {
    private final List<String> offered = new ArrayList<>();

    private static String text(ByteBuffer bytes) {
        return US_ASCII.decode(bytes.duplicate()).toString();
    }

    /** Notes what is offered and consumes whole lines, which it sends back. */
    private final class Lines implements ConnectionHandler {
        @Override
        public void onData(Connection connection, ByteBuffer data) {
            offered.add(text(data));
            String line = text(data);
            int end = line.lastIndexOf('\n') + 1;
            if (end == 0) return;
            connection.write(ByteBuffer.wrap(line.substring(0, end).getBytes(US_ASCII)));
            data.position(data.position() + end);
        }

        @Override
        public void onEndOfInput(Connection connection, ByteBuffer rest) {
            offered.add("end:" + text(rest));
            connection.close(CloseReason.END_OF_INPUT);
        }
    }

    private void sendAndSettle(ReactorFixture fixture, TestClient client, String text) {
        client.send(text);
        fixture.settle();
    }

    @Test
    void shouldOfferWhatWasLeftBeforeWhatIsNew() {
        try (var fixture = new ReactorFixture(new Lines())) {
            TestClient client = fixture.connect();
            sendAndSettle(fixture, client, "one\ntw");
            sendAndSettle(fixture, client, "o");
            sendAndSettle(fixture, client, "\nth");
            assertThat(offered).containsExactly("one\ntw", "two", "two\nth");
            assertThat(client.text()).isEqualTo("one\ntwo\n");
        }
    }

    @Test
    void shouldGiveWhatWasLeftToTheEndOfInput() {
        try (var fixture = new ReactorFixture(new Lines())) {
            TestClient client = fixture.connect();
            sendAndSettle(fixture, client, "one\ntwo");
            client.endOutput();
            fixture.until(client::hasEnded);
            assertThat(offered).containsExactly("one\ntwo", "end:two");
            assertThat(client.text()).isEqualTo("one\n");
            assertThat(fixture.closed(CloseReason.END_OF_INPUT)).isEqualTo(1);
        }
    }

    /** Data and end of input that arrive together: the end must not overtake the data. */
    @Test
    void shouldOfferAllDataBeforeAnEndThatArrivesWithIt() {
        try (var fixture =
                new ReactorFixture(options -> options.readBuffer(1 << 10), options -> {}, connection -> new Lines())) {
            TestClient client = fixture.connect();
            client.send("x".repeat(5000) + "\n");
            client.endOutput();
            fixture.until(client::hasEnded);
            assertThat(client.receivedCount()).isEqualTo(5001);
            assertThat(offered.get(offered.size() - 1)).isEqualTo("end:");
        }
    }

    @Test
    void shouldHandleOneByteAtATime() {
        try (var fixture = new ReactorFixture(new Lines())) {
            TestClient client = fixture.connect();
            String text = "a line\nand another one\n";
            for (int i = 0; i < text.length(); i++) {
                client.send(text.substring(i, i + 1));
                int expected = i + 1;
                fixture.until(() -> fixture.get(Metric.BYTES_IN) == expected);
            }
            assertThat(client.text()).isEqualTo(text);
            assertThat(offered).hasSize(text.length());
        }
    }

    /** The buffer grows with what has arrived, up to its limit; what was answered before is still delivered. */
    @Test
    void shouldCloseAPeerWhoseUnfinishedInputReachesTheLimit() {
        int max = 100 << 10;
        try (var fixture = new ReactorFixture(options -> options.maxReadBuffer(max), new Lines())) {
            TestClient client = fixture.connect();
            sendAndSettle(fixture, client, "hello\n");
            fixture.send(client, "x".repeat(max - 1).getBytes(US_ASCII));
            fixture.until(() -> fixture.get(Metric.BYTES_IN) == max + 5);
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(1);
            assertThat(fixture.get(Metric.POOL_USED)).isEqualTo(128 << 10);
            client.send("x");
            fixture.until(() -> fixture.closed(CloseReason.READ_BUFFER_FULL) == 1);
            fixture.until(client::hasEnded);
            assertThat(client.text()).isEqualTo("hello\n");
            assertThat(fixture.get(Metric.POOL_USED)).isZero();
        }
    }

    @Test
    void shouldHoldNoMemoryForAPeerThatOwesNothing() {
        try (var fixture = new ReactorFixture(new Lines())) {
            TestClient client = fixture.connect();
            sendAndSettle(fixture, client, "unfinished");
            assertThat(fixture.get(Metric.POOL_USED)).isPositive();
            sendAndSettle(fixture, client, "\n");
            assertThat(fixture.get(Metric.POOL_USED)).isZero();
        }
    }

    @Test
    void shouldLendDataThatCannotBeWrittenTo() {
        List<ByteBuffer> lent = new ArrayList<>();
        try (var fixture = new ReactorFixture((connection, data) -> lent.add(data))) {
            TestClient client = fixture.connect();
            sendAndSettle(fixture, client, "fresh");
            sendAndSettle(fixture, client, "kept");
            assertThat(lent)
                    .hasSize(2)
                    .allSatisfy(data -> assertThatThrownBy(() -> data.put(0, (byte) 0))
                            .isInstanceOf(ReadOnlyBufferException.class));
        }
    }

    /** The view is lent to one connection after the other: what one does to its byte order is nothing to the next. */
    @Test
    void shouldLendDataInNetworkOrderWhateverTheLastHandlerSet() {
        List<ByteOrder> orders = new ArrayList<>();
        try (var fixture = new ReactorFixture((connection, data) -> {
            orders.add(data.order());
            data.order(ByteOrder.LITTLE_ENDIAN).position(data.limit());
        })) {
            sendAndSettle(fixture, fixture.connect(), "one");
            sendAndSettle(fixture, fixture.connect(), "two");
            assertThat(orders).containsExactly(ByteOrder.BIG_ENDIAN, ByteOrder.BIG_ENDIAN);
        }
    }

    /** The beginning of a message that a read has cut does not make the next read as small as the chunk it is kept in. */
    @Test
    void shouldReadAStreamOfCutMessagesInLargeReads() {
        int message = 100;
        List<Integer> reads = new ArrayList<>();
        var received = new ByteArrayOutputStream();
        try (var fixture = new ReactorFixture((connection, data) -> {
            reads.add(data.remaining());
            while (data.remaining() >= message) for (int i = 0; i < message; i++) received.write(data.get());
        })) {
            TestClient client = fixture.connect();
            byte[] sent = TestClient.pattern(message * 10_000);
            fixture.send(client, sent);
            fixture.until(() -> received.size() == sent.length);
            assertThat(received.toByteArray()).isEqualTo(sent);
            assertThat(reads).hasSizeLessThan(sent.length / (16 << 10));
            assertThat(fixture.get(Metric.POOL_USED)).isZero();
        }
    }

    /** A beginning that grows in small steps is kept whole, whether it is copied or read behind. */
    @Test
    void shouldKeepABeginningThatGrowsInSmallSteps() {
        try (var fixture = new ReactorFixture(new Lines())) {
            TestClient client = fixture.connect();
            String line = "0123456789".repeat(2_000) + "\n";
            for (int at = 0; at < line.length(); at += 777) {
                client.send(line.substring(at, Math.min(line.length(), at + 777)));
                long arrived = Math.min(line.length(), at + 777);
                fixture.until(() -> fixture.get(Metric.BYTES_IN) == arrived);
            }
            fixture.until(() -> client.receivedCount() == line.length());
            assertThat(client.text()).isEqualTo(line);
            assertThat(fixture.get(Metric.POOL_USED)).isZero();
        }
    }
}
