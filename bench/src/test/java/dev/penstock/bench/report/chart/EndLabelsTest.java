package dev.penstock.bench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class EndLabelsTest {
    @Test
    void shouldLeaveLabelsWhereTheyBelongIfThereIsRoom() {
        assertThat(EndLabels.place(List.of(200.0, 20.0, 100.0), 0, 250)).containsExactly(200, 20, 100);
    }

    @Test
    void shouldKeepLabelsApartAndInside() {
        var random = new Random(7);
        for (int round = 0; round < 500; round++) {
            int count = 1 + random.nextInt(12);
            List<Double> wanted = DoubleStream.generate(() -> random.nextInt(4) * 60.0)
                    .limit(count)
                    .boxed()
                    .toList();
            double[] places = EndLabels.place(wanted, 0, 200);
            assertThat(Arrays.stream(places)).allMatch(place -> place >= -1e-9 && place <= 200 + 1e-9);
            double[] sorted = Arrays.stream(places).sorted().toArray();
            for (int i = 1; i < count; i++)
                assertThat(sorted[i] - sorted[i - 1]).isGreaterThan(14.9);
        }
    }
}
