package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class SpinDetectorTest {
    private final SpinDetector spin = new SpinDetector();

    @Test
    void shouldReportALoopThatSpinsOnce() {
        assertThat(idleTurns(SpinDetector.SPIN_TURNS - 1)).isZero();
        assertThat(spin.isHunting()).isFalse();
        assertThat(spin.turnEnded()).isTrue();
        assertThat(spin.isHunting()).isTrue();
        assertThat(idleTurns(10 * SpinDetector.SPIN_TURNS)).isZero();
        assertThat(spin.isHunting()).isTrue();
    }

    @Test
    void shouldForgetIdleTurnsWhenSomethingMoves() {
        idleTurns(SpinDetector.SPIN_TURNS - 1);
        spin.progressed();

        assertThat(idleTurns(SpinDetector.SPIN_TURNS)).isZero();
        assertThat(spin.isHunting()).isFalse();
        assertThat(spin.turnEnded()).isTrue();
    }

    @Test
    void shouldStopHuntingWhenSomethingMoves() {
        idleTurns(SpinDetector.SPIN_TURNS);
        assertThat(spin.isHunting()).isTrue();

        spin.progressed();
        assertThat(spin.turnEnded()).isFalse();

        assertThat(spin.isHunting()).isFalse();
    }

    @Test
    void shouldReportEverySpellOfSpinning() {
        for (int spell = 0; spell < 3; spell++) {
            assertThat(idleTurns(SpinDetector.SPIN_TURNS)).isEqualTo(1);
            spin.progressed();
            spin.turnEnded();
        }
    }

    @Test
    void shouldNeverSuspectALoopThatMovesNowAndThen() {
        for (int i = 0; i < 100; i++) {
            assertThat(idleTurns(SpinDetector.SPIN_TURNS / 2)).isZero();
            spin.progressed();
            assertThat(spin.turnEnded()).isFalse();
        }
    }

    @Test
    void shouldCountProgress() {
        long before = spin.progress();
        spin.progressed();

        assertThat(spin.progress()).isNotEqualTo(before);
        spin.turnEnded();
        assertThat(spin.progress()).isEqualTo(before + 1);
    }

    /** How many of these turns found the loop spinning. */
    private int idleTurns(int turns) {
        int found = 0;
        for (int i = 0; i < turns; i++) if (spin.turnEnded()) found++;
        return found;
    }
}
