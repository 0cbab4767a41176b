package dev.penstock.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Connection;
import dev.penstock.Metric;
import dev.penstock.ReactorFixture;
import dev.penstock.TestClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However TCP cuts the bytes, the frames are the same. */
@Timeout(120)
final class FrameSplitTest {
    private static final int CHUNKINGS = 10_000;
    private static final List<String> THREE = List.of("good mörning", "", "€5");

    private static Stream<FrameScript> scripts() {
        return Stream.of(FrameScript.lengthPrefixed(64, THREE), FrameScript.lines(64, THREE));
    }

    /** Notes each frame, and the end. */
    private static final class Notes implements FrameHandler {
        private final List<String> frames = new ArrayList<>();
        private boolean hasEnded;

        @Override
        public boolean onFrame(Connection connection, ByteBuffer frame) {
            frames.add(StandardCharsets.UTF_8.decode(frame).toString());
            return true;
        }

        @Override
        public void onEndOfInput(Connection connection) {
            hasEnded = true;
        }
    }

    /** Reads the script cut at these places, as from a reactor: what was left is offered again with what is new behind it. */
    private static Notes read(FrameScript script, Connection connection, int... cuts) {
        var notes = new Notes();
        var reader = new FrameReader(script.framing, notes);
        int start = 0;
        ByteBuffer data = ByteBuffer.allocate(0);
        for (int i = 0; i <= cuts.length; i++) {
            int end = i < cuts.length ? cuts[i] : script.wire.length;
            int from = start + data.position();
            data = ByteBuffer.wrap(Arrays.copyOfRange(script.wire, from, end)).asReadOnlyBuffer();
            reader.onData(connection, data);
            assertThat(data.limit()).isEqualTo(end - from);
            start = from;
        }
        reader.onEndOfInput(connection, data);
        return notes;
    }

    private static void shouldReadIts(FrameScript script, Notes notes, Object where) {
        assertThat(notes.frames).as("cut at %s", where).isEqualTo(script.payloads);
        assertThat(notes.hasEnded).as("cut at %s", where).isTrue();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void shouldFindTheSameFramesCutAtAnyTwoBytes(FrameScript script) {
        try (var fixture = new ReactorFixture((connection, data) -> {})) {
            fixture.connect();
            Connection connection = fixture.connections.get(0);
            int length = script.wire.length;
            for (int first = 0; first <= length; first++)
                for (int second = first; second <= length; second++)
                    shouldReadIts(script, read(script, connection, first, second), first + " and " + second);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldFindTheSameFramesInAnyChunking(boolean lengthPrefixed) {
        try (var fixture = new ReactorFixture((connection, data) -> {})) {
            fixture.connect();
            Connection connection = fixture.connections.get(0);
            for (int seed = 0; seed < CHUNKINGS; seed++) {
                var random = new SplittableRandom(seed);
                List<String> payloads = FrameScript.randomPayloads(random, 256);
                FrameScript script =
                        lengthPrefixed ? FrameScript.lengthPrefixed(256, payloads) : FrameScript.lines(256, payloads);
                int[] cuts = random.ints(random.nextInt(20), 0, script.wire.length + 1)
                        .sorted()
                        .toArray();
                shouldReadIts(script, read(script, connection, cuts), "seed " + seed);
            }
        }
    }

    /** The same over a real socket: a peer for each byte at which the script can be cut. */
    @ParameterizedTest
    @MethodSource("scripts")
    void shouldFindTheSameFramesWhereverTheKernelCutsThem(FrameScript script) {
        List<Notes> notes = new ArrayList<>();
        try (var fixture = new ReactorFixture(options -> {}, options -> {}, connection -> {
            notes.add(new Notes());
            return new FrameReader(script.framing, notes.get(notes.size() - 1));
        })) {
            long before = 0;
            for (int cut = 1; cut < script.wire.length; cut++, before += script.wire.length) {
                TestClient client = fixture.connect();
                client.send(Arrays.copyOfRange(script.wire, 0, cut));
                long first = before + cut;
                fixture.until(() -> fixture.get(Metric.BYTES_IN) == first);
                client.send(Arrays.copyOfRange(script.wire, cut, script.wire.length));
                client.endOutput();
                Notes its = notes.get(notes.size() - 1);
                fixture.until(() -> its.hasEnded);
                shouldReadIts(script, its, cut);
            }
        }
    }
}
