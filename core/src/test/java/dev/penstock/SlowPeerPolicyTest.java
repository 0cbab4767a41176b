package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.SlowPeerPolicy.AtLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class SlowPeerPolicyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void shouldHoldWhatItWasMadeWith() {
        SlowPeerPolicy policy = SlowPeerPolicy.pauseInput(4096, SECOND);

        assertThat(policy)
                .isEqualTo(
                        new SlowPeerPolicy(AtLimit.PAUSE_INPUT, 4096, 4096, SlowPeerPolicy.DEFAULT_SOFT_TIME, SECOND));
        assertThat(SlowPeerPolicy.pauseInput(1, Duration.ofNanos(1)).hardLimit())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void shouldRefuseALimitThatHoldsNothing(long limit) {
        assertThatThrownBy(() -> SlowPeerPolicy.pauseInput(limit, SECOND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hardLimit")
                .hasMessageContaining(String.valueOf(limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void shouldRefuseAStallTimeoutThatIsOverAtOnce(Duration timeout) {
        assertThatThrownBy(() -> SlowPeerPolicy.pauseInput(1, timeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stallTimeout");
    }

    @Test
    void shouldRefuseNull() {
        assertThatThrownBy(() -> new SlowPeerPolicy(null, 1, 1, SECOND, SECOND))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> SlowPeerPolicy.pauseInput(1, null)).isInstanceOf(NullPointerException.class);
    }
}
