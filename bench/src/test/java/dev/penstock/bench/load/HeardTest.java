package dev.penstock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.load.Heard.Line;
import org.junit.jupiter.api.Test;

final class HeardTest {
    private final Heard heard = new Heard(2);

    @Test
    void shouldTellApartWhatIsNewLateAndRepeated() {
        assertThat(heard.hear(0, 0)).isEqualTo(Line.FRESH);
        assertThat(heard.hear(1, 5)).isEqualTo(Line.FRESH);
        assertThat(heard.hear(1, 3)).isEqualTo(Line.REORDERED);
        assertThat(heard.hear(1, 3)).isEqualTo(Line.DUPLICATED);
        assertThat(heard.hear(1, 5)).isEqualTo(Line.DUPLICATED);
        assertThat(heard.hear(1, 6)).isEqualTo(Line.FRESH);
        assertThat(heard.hear(1, 4)).isEqualTo(Line.REORDERED);
        assertThat(heard.hear(0, 0)).isEqualTo(Line.DUPLICATED);
    }

    @Test
    void shouldForgetWhatIsLongAgo() {
        heard.hear(0, 1_000);
        assertThat(heard.hear(0, 937)).isEqualTo(Line.REORDERED);
        assertThat(heard.hear(0, 936)).isEqualTo(Line.DUPLICATED);
        heard.hear(0, 1_063);
        assertThat(heard.hear(0, 1_000)).isEqualTo(Line.DUPLICATED);
        assertThat(heard.hear(0, 1_001)).isEqualTo(Line.REORDERED);
        heard.hear(0, 5_000);
        assertThat(heard.hear(0, 4_999)).isEqualTo(Line.REORDERED);
    }
}
