package dev.penstock.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.penstock.bench.load.GroupResult;
import dev.penstock.bench.load.LoadPlan;
import dev.penstock.bench.load.LoadResult;
import dev.penstock.bench.load.PeerGroup;
import dev.penstock.bench.result.Latency;
import dev.penstock.bench.scenario.Laps;
import dev.penstock.bench.work.Work;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class LoadSplitTest {
    @Test
    void shouldLeaveWhatFitsIntoOneProcess() {
        LoadPlan plan = LoadPlan.of(Work.ECHO, PeerGroup.idlers(18_990), PeerGroup.callersAt(1000, 10, 64));
        assertThat(LoadSplit.of(plan)).containsExactly(plan);
    }

    @Test
    void shouldDivideConnectionsAndRates() {
        LoadPlan plan = LoadPlan.of(Work.ECHO, PeerGroup.idlers(49_995), PeerGroup.callersAt(1000, 5, 64));
        List<LoadPlan> parts = LoadSplit.of(plan);
        assertThat(parts).hasSize(3).allSatisfy(part -> {
            assertThat(part.connections()).isBetween(16_666, 16_667);
            assertThat(part.sourceAddresses()).as("as many as all of them need").isEqualTo(5);
        });
        assertThat(parts.stream().mapToInt(LoadPlan::connections).sum()).isEqualTo(50_000);
        assertThat(parts.stream()
                        .flatMap(part -> part.groups().stream())
                        .mapToDouble(PeerGroup::perSecond)
                        .sum())
                .isEqualTo(1000, within(1e-6));
    }

    @Test
    void shouldPutResultsTogether() {
        PeerGroup group = PeerGroup.callersAt(1000, 5, 64);
        LoadResult sum = LoadSum.of(List.of(
                Laps.result(group, 3, new long[] {1, 1}, 10, 20), Laps.result(group, 2, new long[] {0, 1, 1}, 30, 40)));
        GroupResult both = sum.groups().get(0);
        assertThat(sum.groups()).hasSize(1);
        assertThat(both.connections()).isEqualTo(10);
        assertThat(both.expected()).isEqualTo(5);
        assertThat(both.errors().timeout()).isEqualTo(1);
        assertThat(both.receivedOverTime()).containsExactly(1, 2, 1);
        var latencies = new Latency("", both.latency()).histogram();
        assertThat(latencies.getTotalCount()).isEqualTo(4);
        assertThat(latencies.getMaxValue()).isEqualTo(40);
    }
}
