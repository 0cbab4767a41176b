package dev.penstock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ChurnerTest {
    @Test
    void shouldConnectForEachMessage() throws Exception {
        GroupResult group = churners(TestServer::echo, 0);
        assertThat(group.errors()).isEqualTo(PhaseErrors.NONE);
        assertThat(group.received()).isGreaterThan(5).isEqualTo(group.expected());
        assertThat(Latencies.histogram(group.connectTime()).getTotalCount()).isEqualTo(group.connected());
        assertThat(group.connected()).isGreaterThan(5);
    }

    @Test
    void shouldConnectAtARate() throws Exception {
        GroupResult group = churners(TestServer::echo, 400);
        assertThat(group.errors()).isEqualTo(PhaseErrors.NONE);
        assertThat(group.received()).isEqualTo(40).isEqualTo(group.sent()).isEqualTo(group.expected());
    }

    @Test
    void shouldChargeForThoseWhoHadToWaitForAConnection() throws Exception {
        LoadPlan plan = Runs.inVain(Work.ECHO, PeerGroup.churners(400, 5, 64));
        GroupResult group = Runs.of(TestServer::swallow, plan).groups().get(0);
        assertThat(group.expected()).isEqualTo(40);
        assertThat(group.missing()).isEqualTo(40);
        assertThat(group.errors().timeout()).isBetween(30L, 40L); // five are from the warm-up
    }

    @Test
    void shouldNoticeWrongReplies() throws Exception {
        TestServer.Talk wrong = socket -> {
            socket.getInputStream().readNBytes(64);
            socket.getOutputStream().write(new byte[64]);
        };
        GroupResult group = churners(wrong, 400);
        assertThat(group.errors().verify()).isGreaterThanOrEqualTo(40);
        assertThat(group.missing()).isEqualTo(40);
        assertThat(group.errors().timeout()).isZero();
    }

    @Test
    void shouldCountThoseRefused() throws Exception {
        int nobody;
        try (var closed = new ServerSocket(0)) {
            nobody = closed.getLocalPort();
        }
        LoadPlan plan = Runs.plan(Work.ECHO, PeerGroup.churners(200, 5, 64)).to("127.0.0.1", nobody);
        GroupResult group = new Load(plan, event -> {}).run().groups().get(0);
        assertThat(group.errors().connect()).isGreaterThanOrEqualTo(20);
        assertThat(group.missing()).isEqualTo(20);
    }

    private static GroupResult churners(TestServer.Talk talk, double perSecond) throws IOException {
        return Runs.of(talk, Runs.plan(Work.ECHO, PeerGroup.churners(perSecond, 5, 64)))
                .groups()
                .get(0);
    }
}
