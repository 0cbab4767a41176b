package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class CompilerTrimmerTest {
    @Test
    void shouldTrimAFewTimesOnceThousandsHaveCome() {
        try (var fixture = new ReactorFixture((connection, data) -> {})) {
            var trimmer = new CompilerTrimmer(fixture.reactor);
            for (int i = 1; i < CompilerTrimmer.ACCEPTS; i++) trimmer.opened();
            assertThat(trimmer.isArmed()).isFalse();

            trimmer.opened();
            int rounds = 0;
            for (; trimmer.isArmed(); rounds++) {
                fixture.clock.advance(Duration.ofMillis(1600));
                fixture.step();
            }
            assertThat(rounds).isEqualTo(5);

            for (int i = 0; i < 2 * CompilerTrimmer.ACCEPTS; i++) trimmer.opened();
            assertThat(trimmer.isArmed()).as("the path is compiled once").isFalse();
        }
    }
}
