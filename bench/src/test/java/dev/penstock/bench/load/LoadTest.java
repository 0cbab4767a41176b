package dev.penstock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LoadTest {
    @Test
    void shouldTellWhatItMeasuredUntilItWasStopped() throws Exception {
        LoadPlan plan = Runs.plan(Work.ECHO, PeerGroup.callersAt(1_000, 2, 64)).lasting(0, 60_000, 1_000);
        try (var server = new TestServer(TestServer::echo)) {
            Load[] load = new Load[1];
            load[0] = new Load(plan.to("127.0.0.1", server.port()), event -> {
                if (event.event().equals("progress")) load[0].stop();
            });
            LoadResult result = load[0].run();
            assertThat(result.interrupted()).isTrue();
            assertThat(result.measuredSeconds()).isBetween(1.0, 20.0);
            assertThat(result.errors()).isEqualTo(PhaseErrors.NONE);
            assertThat(result.groups().get(0).received()).isGreaterThanOrEqualTo(900);
        }
    }

    @Test
    void shouldComeFromSeveralSourceAddresses() throws Exception {
        Set<String> sources = new ConcurrentSkipListSet<>();
        PeerGroup callers = PeerGroup.callers(6, 64, 1);
        LoadPlan plan = new LoadPlan("127.0.0.1", 0, Work.ECHO, List.of(callers), 0, 50, 300, 1_000, 3, false, 100);
        TestServer.Talk talk = socket -> {
            sources.add(addressOf(socket));
            TestServer.echo(socket);
        };
        assertThat(Runs.of(talk, plan).errors()).isEqualTo(PhaseErrors.NONE);
        assertThat(sources).containsExactly("127.0.0.2", "127.0.0.3", "127.0.0.4");
    }

    private static String addressOf(Socket socket) {
        return ((InetSocketAddress) socket.getRemoteSocketAddress())
                .getAddress()
                .getHostAddress();
    }

    @Test
    void shouldSayWhatToDoAboutTooFewDescriptors() {
        PeerGroup[] groups = new PeerGroup[60];
        for (int i = 0; i < groups.length; i++)
            groups[i] = PeerGroup.idlers(PeerGroup.MAX_CONNECTIONS).named("idlers" + i);
        LoadPlan plan = new LoadPlan("127.0.0.1", 1, Work.ECHO, List.of(groups), 0, 1, 0, 1, 0, false, 100);
        assertThatThrownBy(() -> new Load(plan, event -> {}).run())
                .isInstanceOf(IOException.class)
                .hasMessageMatching(
                        "3600000 connections need \\d+ file descriptors, and this process may have \\d+; raise .*");
    }

    @Test
    void shouldShowWhetherTheGeneratorWasTheBottleneck() throws Exception {
        LoadPlan plan = Runs.plan(Work.ECHO, PeerGroup.callersAt(200, 2, 64)).lasting(25, 1_000, 5_000);
        GeneratorResult generator = Runs.of(TestServer::echo, plan).generator();
        assertThat(generator.busyShare()).isBetween(0.0, 0.9);
        assertThat(generator.cpuShare()).isPositive();
        assertThat(generator.ceilingPerSecond()).isGreaterThan(200);
        assertThat(generator.lagMaxNanos()).isPositive();
        assertThat(generator.lagP50Nanos()).isLessThanOrEqualTo(generator.lagP99Nanos());
    }

    @Test
    void shouldAllocateNothingOnceUnderWay() throws Exception {
        allocatedBytes(); // and load the classes
        assertThat(allocatedBytes()).isLessThan(16 << 10); // what the reports of progress need
    }

    private static long allocatedBytes() throws IOException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] allocated = new long[1];
        PeerGroup[] groups = {
            PeerGroup.callers(2, 64, 4), PeerGroup.callersAt(1_000, 2, 64).named("more")
        };
        LoadPlan plan = LoadPlan.of(Work.ECHO, groups).lasting(25, 1_000, 5_000);
        try (var server = new TestServer(TestServer::echo)) {
            LoadResult result = new Load(plan.to("127.0.0.1", server.port()), event -> {
                        if (event.event().equals("measuring")) allocated[0] -= threads.getCurrentThreadAllocatedBytes();
                        if (event.event().equals("draining")) allocated[0] += threads.getCurrentThreadAllocatedBytes();
                    })
                    .run();
            assertThat(result.groups().get(0).received()).isGreaterThan(100);
        }
        return allocated[0];
    }

    @Test
    void shouldPassAsJson() throws Exception {
        LoadPlan plan = Runs.plan(Work.ECHO, PeerGroup.callers(2, 64, 4), PeerGroup.idlers(1));
        assertThat(PlanJson.plan(PlanJson.of(plan))).isEqualTo(plan);
        LoadResult result = Runs.of(TestServer::echo, plan);
        String json = PlanJson.of(result);
        assertThat(json).startsWith("{\"event\":\"result\",").doesNotContain("\n");
        assertThat(PlanJson.result(json)).usingRecursiveComparison().isEqualTo(result);
    }

    @Test
    void shouldRefuseAPlanThatMakesNoSense() {
        assertThatThrownBy(() -> PlanJson.plan("{}")).hasMessage("not a plan: the groups are missing");
        assertThatThrownBy(() -> PlanJson.plan("[")).hasMessageStartingWith("not a plan: ");
        assertThatThrownBy(() -> LoadPlan.of(Work.ECHO, PeerGroup.listeners(3)))
                .hasMessage("group listeners: LISTENER does not go with echo");
        assertThatThrownBy(() -> PeerGroup.speakersAt(0, 1, 64)).hasMessage("speakers: perSecond must be more than 0");
    }

    @Test
    void shouldDriveAsAPlanOnStandardInputSays() throws Exception {
        try (var server = new TestServer(TestServer::echo)) {
            LoadPlan plan = Runs.plan(Work.ECHO, PeerGroup.callers(2, 64, 1)).to("127.0.0.1", server.port());
            try (var driven = new DrivenLoad(false)) {
                LoadResult result = driven.say(plan);
                assertThat(driven.events().get(0).event()).isEqualTo("connected");
                assertThat(result.interrupted()).isFalse();
                assertThat(result.errors()).isEqualTo(PhaseErrors.NONE);
            }
        }
    }

    @Test
    void shouldStopDrivingAtTheEndOfInput() throws Exception {
        try (var server = new TestServer(TestServer::echo)) {
            LoadPlan plan = Runs.plan(Work.ECHO, PeerGroup.callers(2, 64, 1)).to("127.0.0.1", server.port());
            try (var driven = new DrivenLoad(false)) {
                assertThat(driven.sayLast(plan.lasting(0, 60_000, 1_000)).interrupted())
                        .isTrue();
            }
        }
    }

    @Test
    void shouldTestItself() throws Exception {
        LoadPlan chat = Runs.plan(
                Work.CHAT, PeerGroup.speakersAt(500, 2, 64), PeerGroup.listeners(3), PeerGroup.stallers(3, 0));
        for (LoadPlan plan : new LoadPlan[] {Runs.plan(Work.FRAMED, PeerGroup.callers(2, 64, 4)), chat}) {
            try (var driven = new DrivenLoad(true)) {
                LoadResult result = driven.say(plan);
                assertThat(result.errors()).isEqualTo(PhaseErrors.NONE);
                assertThat(result.generator().ceilingPerSecond()).isGreaterThan(result.perSecond());
            }
        }
    }

    @Test
    void shouldDriveOnePlanAfterTheOther() throws Exception {
        try (var server = new TestServer(TestServer::echo)) {
            LoadPlan plan = Runs.plan(Work.ECHO, PeerGroup.callers(2, 64, 1)).to("127.0.0.1", server.port());
            try (var driven = new DrivenLoad(false)) {
                for (int i = 0; i < 2; i++) {
                    assertThat(driven.say(plan).interrupted()).isFalse();
                }
            }
        }
    }
}
