package dev.penstock.apps.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.Gauges;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Half an hour in which one figure grows, or none. */
@Timeout(20)
final class CourseTest {
    private static final int SECONDS = 1800;
    private static final int SAMPLES = 120;

    private final Random random = new Random(1);

    @Test
    void shouldNotTakeNoiseForGrowth() {
        assertThat(course(0, 0).growing()).isEmpty();
    }

    /** As if each of sixty visits a second left 128 bytes. */
    @Test
    void shouldFindAHeapThatGrows() {
        Course course = course(8 << 10, 0);
        assertThat(course.growing()).containsExactly(Figure.HEAP);
        assertThat(course.slopes()).containsPattern("heap, MiB .* GROWS\n").containsOnlyOnce("GROWS");
    }

    @Test
    void shouldFindDescriptorsThatAreLost() {
        assertThat(course(0, 0.05).growing()).containsExactly(Figure.DESCRIPTORS);
    }

    private Course course(long heapBytesASecond, double descriptorsASecond) {
        var course = new Course();
        for (int i = 1; i <= SAMPLES; i++) {
            double seconds = (double) i * SECONDS / SAMPLES;
            var latencies = new Histogram(3);
            latencies.recordValue(1_000_000 + random.nextInt(1_000_000));
            var gauges = new Gauges(
                    (4 << 20) + (long) (heapBytesASecond * seconds) + random.nextInt(1 << 20),
                    1 << 20,
                    60 + (int) (descriptorsASecond * seconds) + random.nextInt(10));
            course.add(new Sample(seconds, gauges, 90 << 20, latencies));
        }
        return course;
    }
}
