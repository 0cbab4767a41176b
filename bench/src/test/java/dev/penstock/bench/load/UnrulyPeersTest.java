package dev.penstock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.work.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class UnrulyPeersTest {
    private static final PeerGroup CALLERS = PeerGroup.callersAt(500, 2, 64);

    @Test
    void shouldStopReadingAtItsMoment() throws Exception {
        List<LoadEvent> events = new ArrayList<>();
        LoadPlan plan = Runs.plan(Work.CHAT, PeerGroup.speakersAt(500, 2, 64), PeerGroup.stallers(3, 50))
                .lasting(50, 400, 5_000);
        LoadResult result = Runs.of(TestChat.faithful(), plan, events);
        assertThat(result.errors()).isEqualTo(PhaseErrors.NONE);
        GroupResult stallers = result.groups().get(1);
        assertThat(stallers.standing()).isEqualTo(3);
        // At 500 lines a second they heard those of a part of the time.
        assertThat(stallers.received()).isBetween(1L, 3 * 199L);
        assertThat(stallers.missing()).isPositive().isEqualTo(stallers.expected() - stallers.received());
        LoadEvent stalled = events.stream()
                .filter(event -> event.event().equals("stalled"))
                .findFirst()
                .orElseThrow();
        assertThat(stalled.group()).isEqualTo("stallers");
        assertThat(stalled.millis()).isGreaterThanOrEqualTo(50);
        assertThat(events)
                .extracting(LoadEvent::event)
                .containsExactly("connected", "measuring", "stalled", "draining");
    }

    @Test
    void shouldSeeThatStallersWereCutOff() throws Exception {
        var chat = TestChat.faithful();
        var members = new AtomicInteger();
        // The third resets, like one that does not suffer those who read slowly.
        TestServer.Talk talk = socket -> {
            if (members.incrementAndGet() < 3) chat.with(socket);
            socket.setSoLinger(true, 0);
            Thread.sleep(100); // the server sleeps, not the test: until the member has stopped reading
        };
        PeerGroup[] groups = {PeerGroup.speakersAt(500, 1, 64), PeerGroup.stallers(2, 0)};
        LoadPlan plan = new LoadPlan("127.0.0.1", 0, Work.CHAT, List.of(groups), 0, 200, 100, 50, 0, false, 100);
        LoadResult result = Runs.of(talk, plan);
        assertThat(result.groups().get(0).standing()).isEqualTo(1);
        assertThat(result.groups().get(1).standing()).isEqualTo(1);
        assertThat(result.errors()).isEqualTo(PhaseErrors.NONE);
    }

    @Test
    void shouldSendAndNeverRead() throws Exception {
        LoadResult result = Runs.of(TestServer::echo, Runs.plan(Work.ECHO, CALLERS, PeerGroup.flooders(2, 1_000, 0)));
        assertThat(result.errors()).isEqualTo(PhaseErrors.NONE);
        GroupResult flooders = result.groups().get(1);
        assertThat(flooders.bytesSent()).isGreaterThan(100_000);
        assertThat(flooders.bytesReceived()).isZero();
        assertThat(flooders.standing()).isEqualTo(2);
    }

    @Test
    void shouldSeeThatFloodersWereCutOff() throws Exception {
        LoadResult result = Runs.of(
                socket -> {
                    byte[] message = socket.getInputStream().readNBytes(64);
                    if (message.length == 64) socket.getOutputStream().write(message);
                    // A second message at once is a flooder's.
                    if (socket.getInputStream().available() > 0) return;
                    TestServer.echo(socket);
                },
                Runs.plan(Work.ECHO, CALLERS, PeerGroup.flooders(2, 64, 0)).lasting(25, 1_000, 5_000));
        assertThat(result.groups().get(1).standing()).isZero();
        assertThat(result.groups().get(1).errors()).isEqualTo(PhaseErrors.NONE);
        assertThat(result.groups().get(1).firstError()).isNotEmpty();
    }

    @Test
    void shouldSendAByteAtATime() throws Exception {
        PeerGroup tricklers = PeerGroup.tricklers(4, 50, 10);
        LoadResult result = Runs.of(TestServer::echo, Runs.plan(Work.ECHO, CALLERS, tricklers, PeerGroup.idlers(3)));
        assertThat(result.errors()).isEqualTo(PhaseErrors.NONE);
        assertThat(result.groups().get(1).bytesSent()).isEqualTo(4 * 50 * 125 / 1_000);
        assertThat(result.groups().get(1).standing()).isEqualTo(4);
        assertThat(result.groups().get(2).standing()).isEqualTo(3);
        assertThat(result.groups().get(2).bytesSent()).isZero();
    }

    @Test
    void shouldNeverEndALineOfASlowSender() throws Exception {
        PeerGroup[] groups = {PeerGroup.speakersAt(500, 2, 64), PeerGroup.tricklers(4, 50, 64)};
        LoadResult result = Runs.of(TestChat.faithful(), Runs.plan(Work.CHAT, groups));
        assertThat(result.errors()).isEqualTo(PhaseErrors.NONE);
        assertThat(result.groups().get(1).bytesReceived()).isPositive();
    }
}
