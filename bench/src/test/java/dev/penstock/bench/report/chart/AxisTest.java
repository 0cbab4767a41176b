package dev.penstock.bench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class AxisTest {
    private static final double[] SIZES = {
        Double.MIN_VALUE, 1e-300, 1e-9, 0.1, 1, 3, 999, 1e6, 1e15, 1e300, Double.MAX_VALUE
    };

    @ParameterizedTest
    @ValueSource(strings = {"ns", "B", "messages/s", "%", "", "s", "B/s"})
    void shouldHaveAFewTicksWhateverTheSize(String unit) {
        for (double most : SIZES) {
            assertTicks(LinearAxis.of("y", most, unit, 5), 2, 8);
            assertTicks(LinearAxis.exact("x", most, unit, 6), 1, 8);
            for (double least : SIZES) if (least <= most) assertTicks(new LogAxis("y", least, most, unit), 1, 10);
        }
        assertTicks(LinearAxis.of("y", 0, unit, 5), 2, 8);
    }

    @Test
    void shouldPlaceValuesBetweenItsEnds() {
        for (Axis axis : List.of(LinearAxis.of("y", 100, "", 5), new LogAxis("y", 1e3, 1e9, "ns"), new NinesAxis(4)))
            for (double value : new double[] {-1, 0, 1, 50, 1e5, 1e12, Double.MAX_VALUE, Double.NaN})
                assertThat(axis.at(value)).isBetween(0.0, 1.0);
    }

    @Test
    void shouldPutEachFactorAtTheSameDistance() {
        Axis axis = new LogAxis("y", 1e3, 1e9, "ns");
        assertThat(axis.at(1e6) - axis.at(1e5)).isCloseTo(axis.at(1e5) - axis.at(1e4), within());
        Axis bytes = new LogAxis("y", 1 << 20, 1 << 30, "B");
        assertThat(bytes.ticks()).extracting(Axis.Tick::label).first().isEqualTo("1\u00a0MiB");
    }

    @Test
    void shouldPutNinesAtTheSameDistance() {
        Axis axis = new NinesAxis(3);
        assertThat(axis.at(NinesAxis.ninesOf(0.99))).isCloseTo(2 / 3.0, within());
        assertThat(axis.ticks()).extracting(Axis.Tick::label).contains("90 %", "99 %", "99.9 %");
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }

    private static void assertTicks(Axis axis, int atLeast, int atMost) {
        List<Double> places = axis.ticks().stream().map(Axis.Tick::at).toList();
        assertThat(places).hasSizeBetween(atLeast, atMost).isSorted().allMatch(at -> at >= 0 && at <= 1);
    }
}
