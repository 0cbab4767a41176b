package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever user code throws, wherever: its own connection ends, its neighbours' turn is not skipped, the loop goes on. */
@Timeout(30)
final class GuardTest {
    private enum Entry {
        FACTORY,
        ON_OPEN,
        ON_DATA,
        ON_END_OF_INPUT,
        ON_WRITABLE,
        ON_CLOSED
    }

    /** What is thrown, as a deep recursion throws it too. */
    private enum Failure implements Supplier<Throwable> {
        RUNTIME_EXCEPTION(() -> new IllegalStateException("on purpose")),
        ERROR(() -> new AssertionError("on purpose")),
        STACK_OVERFLOW(() -> new StackOverflowError("on purpose")),
        OUT_OF_MEMORY(() -> new OutOfMemoryError("on purpose"));

        private final Supplier<Throwable> maker;

        Failure(Supplier<Throwable> maker) {
            this.maker = maker;
        }

        @Override
        public Throwable get() {
            return maker.get();
        }
    }

    static Stream<Arguments> entriesAndFailures() {
        return Stream.of(Entry.values())
                .flatMap(entry -> Stream.of(Failure.values()).map(failure -> Arguments.of(entry, failure)));
    }

    private static void fail(Supplier<Throwable> failure) {
        GuardTest.<RuntimeException>sneak(failure.get());
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    /** Fails at one entry for the one connection that is the victim; echoes otherwise. */
    private record Faulty(Entry at, Supplier<Throwable> failure, boolean[] armed) implements ConnectionHandler {
        private void enter(Connection connection, Entry entry) {
            if (entry == at && armed[0] && connection.attachment() == null) fail(failure);
        }

        @Override
        public void onOpen(Connection connection) {
            if (!armed[0]) connection.attach("a neighbour");
            enter(connection, Entry.ON_OPEN);
        }

        @Override
        public void onData(Connection connection, ByteBuffer data) {
            enter(connection, Entry.ON_DATA);
            connection.writeSome(data);
        }

        @Override
        public void onEndOfInput(Connection connection, ByteBuffer rest) {
            enter(connection, Entry.ON_END_OF_INPUT);
            connection.close(CloseReason.END_OF_INPUT);
        }

        @Override
        public void onWritable(Connection connection) {
            enter(connection, Entry.ON_WRITABLE);
        }

        @Override
        public void onClosed(Connection connection, CloseReason reason) {
            enter(connection, Entry.ON_CLOSED);
        }
    }

    @ParameterizedTest
    @MethodSource("entriesAndFailures")
    void shouldEndOnlyTheConnectionWhoseHandlerFails(Entry entry, Failure failure) {
        boolean[] armed = new boolean[1];
        var handler = new Faulty(entry, failure, armed);
        try (var fixture = new ReactorFixture(
                options -> {},
                options -> options.policy(SlowPeerPolicy.pauseInput(64 << 10, Duration.ofSeconds(30)))
                        .sendBuffer(4 << 10),
                connection -> {
                    if (entry == Entry.FACTORY && armed[0]) fail(failure);
                    return handler;
                })) {
            TestClient before = fixture.connect();
            armed[0] = true;
            TestClient victim = fixture.connect(4 << 10);
            armed[0] = entry != Entry.FACTORY && entry != Entry.ON_OPEN;
            provoke(fixture, entry, victim);
            before.send("neighbour");
            fixture.until(() -> {
                victim.poll();
                return fixture.get(Metric.HANDLER_FAILURES) == 1 && fixture.get(Metric.CLOSED) == 1;
            });
            fixture.until(() -> before.text().equals("neighbour"));

            assertThat(fixture.takeErrors())
                    .singleElement()
                    .satisfies(heard -> assertThat(heard).hasSameClassAs(failure.get()));
            boolean isMemory = failure == Failure.OUT_OF_MEMORY;
            CloseReason reason = isMemory ? CloseReason.MEMORY_PRESSURE : CloseReason.HANDLER_FAILED;
            if (entry == Entry.ON_CLOSED) reason = CloseReason.END_OF_INPUT;
            assertThat(fixture.closed(reason)).isEqualTo(1);
            fixture.until(() -> victim.hasEnded() || victim.isReset());
            fixture.settle();
            assertThat(fixture.endOf(fixture.connections.get(0))).isNull();
            armed[0] = false;
        }
    }

    private static void provoke(ReactorFixture fixture, Entry entry, TestClient victim) {
        switch (entry) {
            case FACTORY, ON_OPEN -> {}
            case ON_DATA -> victim.send("x");
            case ON_END_OF_INPUT, ON_CLOSED -> victim.endOutput();
            case ON_WRITABLE -> {
                fixture.floodUntilPaused(victim);
                fixture.until(() -> {
                    victim.poll();
                    return fixture.get(Metric.HANDLER_FAILURES) == 1;
                });
            }
        }
    }

    @Test
    void shouldServeTheNeighboursThatAreReadyInTheSameTurn() {
        try (var fixture = new ReactorFixture((connection, data) -> {
            if (data.get(data.position()) == '!') throw new IllegalStateException("on purpose");
            connection.writeSome(data);
        })) {
            List<TestClient> clients = new ArrayList<>();
            for (int i = 0; i < 9; i++) clients.add(fixture.connect());
            for (int i = 0; i < 9; i++) clients.get(i).send(i % 2 == 0 ? "." : "!");
            fixture.step();
            assertThat(fixture.get(Metric.BYTES_OUT)).as("in that one turn").isEqualTo(5);
            assertThat(fixture.closed(CloseReason.HANDLER_FAILED)).isEqualTo(4);
            for (int i = 0; i < 9; i += 2) assertThat(clients.get(i).text()).isEqualTo(".");
            assertThat(fixture.takeErrors()).hasSize(4);
        }
    }

    @Test
    void shouldSurviveADeepRecursion() {
        try (var fixture = new ReactorFixture((connection, data) -> descend(1))) {
            fixture.connect().send("x");
            fixture.until(() -> fixture.closed(CloseReason.HANDLER_FAILED) == 1);
            assertThat(fixture.takeErrors()).singleElement().isInstanceOf(StackOverflowError.class);
        }
    }

    private static int descend(int depth) {
        return descend(depth + 1) + depth;
    }

    @Test
    void shouldSurviveAnErrorHandlerThatThrows() {
        int[] heard = new int[1];
        ErrorHandler throwing = (connection, failure) -> {
            heard[0]++;
            throw new IllegalStateException("again", failure);
        };
        try (var fixture = new ReactorFixture(
                options -> options.errorHandler(throwing), options -> {}, connection -> (c, data) -> {
                    throw new IllegalStateException("on purpose");
                })) {
            fixture.connect().send("x");
            fixture.until(() -> fixture.closed(CloseReason.HANDLER_FAILED) == 1);
            fixture.reactor.execute(() -> {
                throw new IllegalStateException("on purpose");
            });
            fixture.step();
            assertThat(heard[0]).isEqualTo(2);
        }
    }
}
