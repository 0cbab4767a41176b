package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
final class ReactorOptionsTest {
    static Stream<Arguments> wrongValues() {
        return Stream.of(
                wrong("maxQueued", options -> options.maxQueued(-1)),
                wrong("maxQueued", options -> options.maxQueued((1 << 20) - 1)),
                wrong("maxQueued", options -> options.maxQueued(Long.MAX_VALUE)),
                wrong("readBuffer", options -> options.readBuffer(1023)),
                wrong("readBuffer", options -> options.readBuffer((1 << 20) + 1)),
                wrong("readBuffer", options -> options.readBuffer(100_000)),
                wrong("maxConnections", options -> options.maxConnections(-1)),
                wrong("maxConnectionsPerAddress", options -> options.maxConnectionsPerAddress(-1)),
                wrong("taskQueueCapacity", options -> options.taskQueueCapacity(1)),
                wrong("taskQueueCapacity", options -> options.taskQueueCapacity((1 << 24) + 1)),
                wrong("drainTimeout", options -> options.drainTimeout(Duration.ofNanos(-1))));
    }

    private static Arguments wrong(String name, Consumer<ReactorOptions.Builder> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongValues")
    void shouldNameTheOptionThatIsOutOfRange(String name, Consumer<ReactorOptions.Builder> change) {
        ReactorOptions.Builder builder = ReactorOptions.builder();
        change.accept(builder);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void shouldWantABudgetOfSixteenReads() {
        ReactorOptions.Builder builder = ReactorOptions.builder().readBuffer(1 << 20);

        assertThat(builder.maxQueued(16 << 20).build().maxQueued()).isEqualTo(16 << 20);
        assertThatThrownBy(() -> builder.maxQueued((16 << 20) - 1).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxQueued must be 16777216 to ");
    }

    @Test
    void shouldTurnZeroIntoWhatTheProcessAllows() {
        ReactorOptions options = ReactorOptions.defaults();

        assertThat(options.maxQueued())
                .isEqualTo(ReactorOptions.defaultMaxQueued())
                .isBetween(1L << 20, ReactorOptions.DEFAULT_MAX_QUEUED);
        assertThat(options.maxConnections()).isPositive().isEqualTo(ProcessLimits.maxConnections());
        assertThat(options.maxConnectionsPerAddress()).isZero();
    }

    @Test
    void shouldAcceptTheEndsOfEveryRange() {
        ReactorOptions least = ReactorOptions.builder()
                .maxQueued(16 << 10)
                .readBuffer(1 << 10)
                .maxConnections(1)
                .taskQueueCapacity(2)
                .drainTimeout(Duration.ZERO)
                .build();

        assertThat(least.maxConnections()).isEqualTo(1);
        assertThat(least.readBuffer()).isEqualTo(1 << 10);
        assertThat(least.drainTimeout()).isZero();
        assertThat(ReactorOptions.builder().taskQueueCapacity(1 << 24).build().taskQueueCapacity())
                .isEqualTo(1 << 24);
    }

    @Test
    void shouldRefuseNull() {
        assertRefusesNull(ReactorOptions.builder().name(null));
        assertRefusesNull(ReactorOptions.builder().provider(null));
        assertRefusesNull(ReactorOptions.builder().clock(null));
        assertRefusesNull(ReactorOptions.builder().drainTimeout(null));
    }

    @Test
    void shouldHaveAnErrorHandlerByDefault() {
        assertThat(ReactorOptions.defaults().errorHandler()).isNotNull();
    }

    private static void assertRefusesNull(ReactorOptions.Builder builder) {
        assertThatThrownBy(builder::build).isInstanceOf(NullPointerException.class);
    }
}
