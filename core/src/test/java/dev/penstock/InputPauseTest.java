package dev.penstock;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** While input is paused, by whomever, its handler hears nothing; afterwards it hears everything. */
@Timeout(30)
final class InputPauseTest {
    private final List<String> offered = new ArrayList<>();

    private static String text(ByteBuffer bytes) {
        return US_ASCII.decode(bytes.duplicate()).toString();
    }

    private void sendAndSettle(ReactorFixture fixture, TestClient client, String text) {
        client.send(text);
        fixture.settle();
    }

    @Test
    void shouldOfferNothingWhilePausedAndWhatWasLeftOnResuming() {
        try (var fixture = new ReactorFixture((connection, data) -> {
            offered.add(text(data));
            if (offered.size() == 1) connection.pauseInput();
            else data.position(data.limit());
        })) {
            TestClient client = fixture.connect();
            sendAndSettle(fixture, client, "first");
            client.send("second");
            client.endOutput();
            fixture.settle();
            assertThat(offered).containsExactly("first");

            fixture.connections.get(0).resumeInput();
            fixture.until(client::hasEnded);
            assertThat(offered).containsExactly("first", "first", "second");
        }
    }

    /** Both are ready in one turn; whoever comes first pauses the other, who must then hear nothing. */
    @Test
    void shouldOfferNothingToAConnectionThatANeighbourPausedInTheSameTurn() {
        List<Connection> heard = new ArrayList<>();
        List<Connection> all = new ArrayList<>();
        try (var fixture = new ReactorFixture((connection, data) -> {
            heard.add(connection);
            data.position(data.limit());
            for (Connection other : all) if (other != connection) other.pauseInput();
        })) {
            TestClient one = fixture.connect();
            TestClient two = fixture.connect();
            all.addAll(fixture.connections);
            one.send("1");
            two.send("2");
            fixture.settle();
            assertThat(heard).hasSize(1);
        }
    }

    /** The same holds for end of input. */
    @Test
    void shouldNotReportTheEndOfInputWhilePausedByTheHandler() {
        List<Connection> ended = new ArrayList<>();
        try (var fixture = new ReactorFixture(new ConnectionHandler() {
            @Override
            public void onData(Connection connection, ByteBuffer data) {
                connection.pauseInput();
            }

            @Override
            public void onEndOfInput(Connection connection, ByteBuffer rest) {
                ended.add(connection);
                connection.close();
            }
        })) {
            TestClient client = fixture.connect();
            client.send("x");
            client.endOutput();
            fixture.settle();
            assertThat(ended).isEmpty();
        }
    }

    /** A peer that ended its input and has not room for the answer: the end is told again once there is. */
    @Test
    void shouldRepeatTheEndOfInputAfterARetry() {
        int limit = 64 << 10;
        List<WriteResult> answers = new ArrayList<>();
        List<String> rests = new ArrayList<>();
        ConnectionHandler handler = new ConnectionHandler() {
            @Override
            public void onOpen(Connection connection) {
                connection.write(ByteBuffer.allocate(limit));
            }

            @Override
            public void onData(Connection connection, ByteBuffer data) {}

            @Override
            public void onEndOfInput(Connection connection, ByteBuffer rest) {
                rests.add(text(rest));
                answers.add(connection.write(ByteBuffer.allocate(limit)));
                if (answers.contains(WriteResult.ACCEPTED)) connection.close(CloseReason.END_OF_INPUT);
            }
        };
        try (var fixture = new ReactorFixture(
                options -> options.policy(SlowPeerPolicy.pauseInput(limit, Duration.ofSeconds(30)))
                        .sendBuffer(4 << 10),
                handler)) {
            TestClient client = fixture.connect(4 << 10);
            client.send("rest");
            fixture.settle();
            client.endOutput();
            fixture.until(() -> !answers.isEmpty());
            fixture.settle();
            assertThat(answers).containsExactly(WriteResult.RETRY);
            fixture.until(() -> client.receivedCount() == 2 * limit && client.hasEnded());
            assertThat(answers).containsExactly(WriteResult.RETRY, WriteResult.ACCEPTED);
            assertThat(rests).containsExactly("rest", "rest");
        }
    }
}
