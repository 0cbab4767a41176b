package dev.penstock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class CallerTest {
    private static final PeerGroup CALLERS = PeerGroup.callers(5, 64, 4);
    private static final double PER_SECOND = 2_000;
    private static final long DUE = (long) (PER_SECOND * Runs.MEASURED_MILLIS / 1_000);

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 1_000, 200_000})
    void shouldCountEveryReplyOfAClosedLoop(int size) throws Exception {
        GroupResult group = callers(TestServer::echo, Work.ECHO, PeerGroup.callers(5, size, 4));
        assertThat(group.errors()).isEqualTo(PhaseErrors.NONE);
        assertThat(group.received()).isPositive().isEqualTo(group.expected()).isEqualTo(group.sent());
        assertThat(Latencies.histogram(group.latency()).getTotalCount()).isEqualTo(group.received());
        assertThat(group.missing()).isZero();
        assertThat(group.standing()).isEqualTo(5);
        assertThat(group.bytesReceived()).isEqualTo(group.bytesSent());
    }

    @Test
    void shouldKeepTheRateOfAnOpenLoop() throws Exception {
        GroupResult group = callers(TestServer::echo, Work.ECHO, PeerGroup.callersAt(PER_SECOND, 5, 64));
        assertThat(group.errors()).isEqualTo(PhaseErrors.NONE);
        assertThat(group.received()).isEqualTo(DUE).isEqualTo(group.expected()).isEqualTo(group.sent());
        assertThat(group.perSecond()).isEqualTo(PER_SECOND);
    }

    @Test
    void shouldSayWhatCameWhen() throws Exception {
        GroupResult group = callers(TestServer::echo, Work.ECHO, PeerGroup.callersAt(PER_SECOND, 5, 64));
        assertThat(Arrays.stream(group.receivedOverTime()).sum()).isGreaterThanOrEqualTo(DUE);
        assertThat(group.receivedOverTime().length).isBetween(1, 50);
        long max = Latencies.histogram(group.latency()).getMaxValue();
        assertThat(Arrays.stream(group.latencyMaxNanosOverTime()).max().orElse(0))
                .isGreaterThan(max * 9 / 10);
        for (int i = 0; i < group.receivedOverTime().length; i++)
            assertThat(group.latencyP99NanosOverTime()[i]).isBetween(0L, group.latencyMaxNanosOverTime()[i]);
    }

    @Test
    void shouldCheckFrames() throws Exception {
        GroupResult group = callers(TestServer::echo, Work.FRAMED, PeerGroup.callers(5, 100, 4));
        assertThat(group.errors()).isEqualTo(PhaseErrors.NONE);
        assertThat(group.received()).isPositive();
    }

    @Test
    void shouldNoticeALengthThatIsWrong() throws Exception {
        GroupResult group = callers(flipping(1), Work.FRAMED, CALLERS);
        assertThat(group.errors().verify()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 64 * 100 + 7})
    void shouldNoticeAWrongByte(int at) throws Exception {
        GroupResult group = callers(flipping(at), Work.ECHO, CALLERS);
        assertThat(group.errors().verify()).isEqualTo(5);
        assertThat(group.firstError()).isEqualTo("verify: a byte came back that was not sent");
        assertThat(group.standing()).isZero();
    }

    @Test
    void shouldNoticeALostMessage() throws Exception {
        GroupResult group = callers(
                socket -> {
                    socket.getInputStream().readNBytes(64);
                    TestServer.echo(socket);
                },
                Work.ECHO,
                CALLERS);
        assertThat(group.errors().verify()).isEqualTo(5);
    }

    @Test
    void shouldNoticeMoreThanWasSent() throws Exception {
        GroupResult group = callers(
                socket -> {
                    byte[] message = socket.getInputStream().readNBytes(64);
                    for (int i = 0; i < 500; i++) socket.getOutputStream().write(message);
                    TestServer.swallow(socket);
                },
                Work.ECHO,
                CALLERS);
        assertThat(group.errors().verify()).isEqualTo(5);
    }

    @Test
    void shouldCountWhatIsNeverAnswered() throws Exception {
        GroupResult group = inVain(CALLERS);
        assertThat(group.errors()).isEqualTo(new PhaseErrors(0, 0, 0, 0, 5 * 4));
        assertThat(group.missing()).isEqualTo(5 * 4);
        assertThat(group.received()).isZero();
    }

    @Test
    void shouldCountWhatIsNeverAnsweredInAnOpenLoop() throws Exception {
        GroupResult group = inVain(PeerGroup.callersAt(PER_SECOND, 5, 64));
        assertThat(group.errors()).isEqualTo(new PhaseErrors(0, 0, 0, 0, DUE));
        assertThat(group.missing()).isEqualTo(DUE);
        assertThat(group.sent()).isEqualTo(DUE);
    }

    @Test
    void shouldCountWhoIsCutOff() throws Exception {
        // Whether the end is met while sending or while receiving is up to the moment.
        GroupResult group = callers(socket -> socket.getInputStream().read(), Work.ECHO, CALLERS);
        assertThat(group.errors().send() + group.errors().receive()).isEqualTo(5);
        assertThat(group.errors().timeout()).isZero();
    }

    @Test
    void shouldMissWhatADeadServerDoesNotAnswer() throws Exception {
        GroupResult group =
                callers(socket -> socket.getInputStream().read(), Work.ECHO, PeerGroup.callersAt(PER_SECOND, 5, 64));
        assertThat(group.missing()).isEqualTo(DUE);
        assertThat(group.sent()).isZero();
        assertThat(group.errors().timeout()).isZero();
    }

    @Test
    void shouldCountWhoCannotConnect() throws Exception {
        int nobody;
        try (var closed = new ServerSocket(0)) {
            nobody = closed.getLocalPort();
        }
        LoadPlan plan = Runs.plan(Work.ECHO, CALLERS).to("127.0.0.1", nobody);
        GroupResult group = new Load(plan, event -> {}).run().groups().get(0);
        assertThat(group.errors()).isEqualTo(new PhaseErrors(5, 0, 0, 0, 0));
        assertThat(group.connected()).isZero();
        assertThat(group.firstError()).startsWith("connect: ");
    }

    @Test
    void shouldChargeAServerThatFreezesForAllWhomItKeptWaiting() throws Exception {
        LoadPlan plan = Runs.plan(Work.ECHO, PeerGroup.callersAt(1_000, 1, 64)).lasting(50, 600, 5_000);
        LoadResult result = Runs.of(freezing(300), plan);
        Histogram latencies = Latencies.histogram(result.groups().get(0).latency());
        assertThat(latencies.getTotalCount()).isEqualTo(600);
        assertThat(latencies.getMaxValue()).isBetween(280_000_000L, 2_000_000_000L);
        // For 300 ms one was due each millisecond, and waited for what was left of them.
        assertThat(latencies.getValueAtPercentile(100 - 100 * 250 / 600.0)).isGreaterThan(25_000_000);
        assertThat(result.groups().get(0).errors()).isEqualTo(PhaseErrors.NONE);
    }

    private static GroupResult callers(TestServer.Talk talk, Work work, PeerGroup group) throws IOException {
        return Runs.of(talk, Runs.plan(work, group)).groups().get(0);
    }

    private static GroupResult inVain(PeerGroup group) throws IOException {
        return Runs.of(TestServer::swallow, Runs.inVain(Work.ECHO, group))
                .groups()
                .get(0);
    }

    /** Echoes; the byte at this place comes back as another. */
    private static TestServer.Talk flipping(long place) {
        return socket -> {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] bytes = new byte[1 << 16];
            long before = 0;
            for (int got; (got = in.read(bytes)) >= 0; before += got) {
                if (place >= before && place < before + got) bytes[(int) (place - before)] ^= 1;
                out.write(bytes, 0, got);
            }
        };
    }

    /** Echoes; once, after a while, it does nothing for so long. */
    private static TestServer.Talk freezing(long millis) {
        return socket -> {
            byte[] bytes = new byte[1 << 16];
            long total = 0;
            boolean hasFrozen = false;
            for (int got; (got = socket.getInputStream().read(bytes)) >= 0; ) {
                total += got;
                if (!hasFrozen && total > 64 * 150) {
                    hasFrozen = true;
                    Thread.sleep(millis); // it is the server that sleeps, not the test
                }
                socket.getOutputStream().write(bytes, 0, got);
            }
        };
    }
}
