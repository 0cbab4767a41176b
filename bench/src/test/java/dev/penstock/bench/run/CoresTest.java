package dev.penstock.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class CoresTest {
    @Test
    void shouldReadLinuxsListOfCores() {
        assertThat(Cores.cores("0-1,4")).containsExactly(0, 1, 4);
        assertThat(Cores.cores("7")).containsExactly(7);
    }

    @Test
    void shouldPutTheTwoSidesOnTheirCores() {
        var cores = new Cores(2, 5);
        assertThat(cores.onServerCore(List.of("java", "X"))).containsExactly("taskset", "-c", "2", "java", "X");
        assertThat(cores.onLoadCore(List.of("java"))).containsExactly("taskset", "-c", "5", "java");
        assertThat(cores.describe()).isEqualTo("server pinned to core 2, load to core 5");
    }

    @Test
    void shouldSayThatNothingIsPinned() {
        assertThat(Cores.NONE.onServerCore(List.of("java"))).containsExactly("java");
        assertThat(Cores.NONE.describe()).startsWith("not pinned");
    }
}
