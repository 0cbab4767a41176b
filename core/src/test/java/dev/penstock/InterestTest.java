package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.SelectionKey;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
final class InterestTest {
    @ParameterizedTest(name = "{0}, input ended {1}, paused {2}, queue empty {3}")
    @CsvSource({
        "OPEN,        false, false, true,  READ",
        "OPEN,        false, false, false, BOTH",
        "OPEN,        false, true,  true,  NONE",
        "OPEN,        false, true,  false, WRITE",
        "OPEN,        true,  false, true,  NONE",
        "OPEN,        true,  false, false, WRITE",
        "OPEN,        true,  true,  true,  NONE",
        "OPEN,        true,  true,  false, WRITE",
        "HALF_CLOSED, true,  false, true,  NONE",
        "HALF_CLOSED, true,  false, false, WRITE",
        "HALF_CLOSED, true,  true,  true,  NONE",
        "HALF_CLOSED, true,  true,  false, WRITE",
        "OUTPUT_ENDED, false, false, true,  READ",
        "OUTPUT_ENDED, false, false, false, BOTH",
        "OUTPUT_ENDED, false, true,  true,  NONE",
        "OUTPUT_ENDED, false, true,  false, WRITE",
        "OUTPUT_ENDED, true,  false, true,  NONE",
        "OUTPUT_ENDED, true,  true,  false, WRITE",
        "DRAINING,    false, false, true,  READ",
        "DRAINING,    false, false, false, BOTH",
        "DRAINING,    false, true,  true,  NONE",
        "DRAINING,    false, true,  false, WRITE",
        "DRAINING,    true,  false, true,  NONE",
        "DRAINING,    true,  false, false, WRITE",
        "LINGERING,   false, false, true,  READ",
        "LINGERING,   false, true,  true,  NONE",
        "LINGERING,   true,  false, true,  NONE",
        "LINGERING,   true,  true,  true,  NONE",
        "CLOSED,      false, false, true,  NONE",
        "CLOSED,      false, false, false, NONE",
        "CLOSED,      true,  true,  false, NONE"
    })
    void shouldFollowFromTheState(
            ConnectionState state, boolean inputEnded, boolean paused, boolean queueEmpty, String expected) {
        assertThat(Interest.of(state, inputEnded, paused, queueEmpty)).isEqualTo(ops(expected));
    }

    /** Readiness that nobody takes makes the loop spin. */
    @ParameterizedTest
    @EnumSource(ConnectionState.class)
    void shouldNeverWaitForWhatNobodyWouldTake(ConnectionState state) {
        for (boolean either : new boolean[] {false, true}) {
            assertThat(Interest.of(state, true, either, either) & SelectionKey.OP_READ)
                    .as("read after the end of input")
                    .isZero();
            assertThat(Interest.of(state, either, true, either) & SelectionKey.OP_READ)
                    .as("read while paused")
                    .isZero();
            assertThat(Interest.of(state, either, either, true) & SelectionKey.OP_WRITE)
                    .as("write with an empty queue")
                    .isZero();
        }
    }

    private static int ops(String name) {
        return switch (name) {
            case "READ" -> SelectionKey.OP_READ;
            case "WRITE" -> SelectionKey.OP_WRITE;
            case "BOTH" -> SelectionKey.OP_READ | SelectionKey.OP_WRITE;
            case "NONE" -> 0;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
