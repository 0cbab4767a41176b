package dev.penstock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ChatLoadTest {
    private static final int PER_SECOND = 1_000;
    private static final long DUE = PER_SECOND * Runs.MEASURED_MILLIS / 1_000;
    private static final PeerGroup[] GROUPS = {PeerGroup.speakersAt(PER_SECOND, 2, 64), PeerGroup.listeners(3)};

    @Test
    void shouldHearEveryLineOfTheOthersOnce() throws Exception {
        LoadResult result = Runs.of(TestChat.faithful(), Runs.plan(Work.CHAT, GROUPS));
        assertThat(result.errors()).isEqualTo(PhaseErrors.NONE);
        GroupResult speakers = result.groups().get(0);
        GroupResult listeners = result.groups().get(1);
        assertThat(speakers.sent()).isEqualTo(DUE);
        assertThat(speakers.received()).isEqualTo(DUE).isEqualTo(speakers.expected());
        assertThat(listeners.received()).isEqualTo(3 * DUE).isEqualTo(listeners.expected());
        assertThat(Latencies.histogram(listeners.latency()).getTotalCount()).isEqualTo(3 * DUE);
    }

    @Test
    void shouldNoticeADroppedLine() throws Exception {
        // The warm-up has 25 lines.
        LoadResult result = heard((line, count) -> count == 50 ? List.of() : List.of(line));
        assertThat(result.groups().get(0).missing()).isEqualTo(1);
        assertThat(result.groups().get(1).missing()).isEqualTo(3);
        assertThat(result.errors()).isEqualTo(new PhaseErrors(0, 0, 0, 0, 4));
    }

    @Test
    void shouldNoticeALineThatComesTwice() throws Exception {
        LoadResult result = heard((line, count) -> count == 50 ? List.of(line, line) : List.of(line));
        assertThat(result.groups().get(1).duplicated()).isEqualTo(3);
        assertThat(result.errors()).isEqualTo(new PhaseErrors(0, 0, 0, 4, 0));
    }

    @Test
    void shouldNoticeLinesOutOfOrder() throws Exception {
        List<String> held = new ArrayList<>();
        TestChat chat = TestChat.distorting((line, count) -> {
            if (count == 50) held.add(line);
            return switch (count) {
                case 50 -> List.of();
                case 51 -> List.of(line, held.remove(0));
                default -> List.of(line);
            };
        });
        PeerGroup speaker = PeerGroup.speakersAt(PER_SECOND, 1, 64); // alone: others would speak in between
        LoadResult result = Runs.of(chat, Runs.plan(Work.CHAT, speaker, PeerGroup.listeners(3)));
        assertThat(result.groups().get(1).reordered()).isEqualTo(3);
        assertThat(result.groups().get(1).missing()).isZero();
        assertThat(result.errors()).isEqualTo(new PhaseErrors(0, 0, 0, 3, 0));
    }

    @Test
    void shouldNoticeAWrongLetter() throws Exception {
        LoadResult result =
                heard((line, count) -> List.of(count == 50 ? line.substring(0, 60) + "!" + line.substring(61) : line));
        assertThat(result.groups().get(1).garbled()).isEqualTo(3);
        assertThat(result.groups().get(1).missing()).isEqualTo(3);
        assertThat(result.errors()).isEqualTo(new PhaseErrors(0, 0, 0, 4, 0));
    }

    @Test
    void shouldNoticeALineThatNobodySaid() throws Exception {
        LoadResult result = heard((line, count) -> count == 50 ? List.of("hello", line) : List.of(line));
        assertThat(result.errors()).isEqualTo(new PhaseErrors(0, 0, 0, 4, 0));
        assertThat(result.groups().get(1).missing()).isZero();
    }

    @Test
    void shouldNoticeAServerThatTellsTheSpeakerItsOwnLines() throws Exception {
        LoadResult result = Runs.of(TestChat.faithful().tellingTheSpeaker(), Runs.plan(Work.CHAT, GROUPS));
        assertThat(result.groups().get(0).garbled()).isGreaterThanOrEqualTo(DUE);
        assertThat(result.groups().get(1).errors()).isEqualTo(PhaseErrors.NONE);
    }

    @Test
    void shouldUnderstandNamesAndNotices() throws Exception {
        LoadResult result = Runs.of(
                TestChat.distorting((line, count) -> switch (count) {
                            case 50 -> List.of();
                            case 52 -> List.of("*** you missed 1 line", "127.0.0.1:5: " + line);
                            case 54 -> List.of("*** alice joined", "a~b: ~hello ~1", "[::1]:5: " + line);
                            default -> List.of("127.0.0.1:5: " + line);
                        })
                        .greeting("*** you are 127.0.0.1:5 in lobby; /help lists the commands\n"),
                talking());
        GroupResult listeners = result.groups().get(1);
        assertThat(listeners.toldMissing()).isEqualTo(3);
        assertThat(listeners.missing()).isEqualTo(3);
        assertThat(listeners.notices()).isEqualTo(3 * 4);
        assertThat(result.errors()).isEqualTo(PhaseErrors.NONE);
    }

    @Test
    void shouldNoticeAWrongLetterBehindAName() throws Exception {
        LoadResult result = Runs.of(
                TestChat.distorting((line, count) -> List.of("alice: " + (count == 50 ? line + "x" : line))),
                talking());
        assertThat(result.groups().get(1).garbled()).isEqualTo(3);
    }

    @Test
    void shouldForgetALineWithoutAnEnd() throws Exception {
        String endless = "x".repeat(200_000);
        LoadResult result = Runs.of(
                TestChat.distorting((line, count) -> count == 50 ? List.of(endless, line) : List.of(line)), talking());
        assertThat(result.groups().get(1).notices()).isEqualTo(3);
        assertThat(result.errors()).isEqualTo(PhaseErrors.NONE);
    }

    @Test
    void shouldMissEverythingInAChatThatIsSilent() throws Exception {
        LoadPlan hasty = new LoadPlan(
                "127.0.0.1", 0, Work.CHAT, List.of(GROUPS), 25, Runs.MEASURED_MILLIS, 100, 100, 0, false, 100);
        LoadResult result = Runs.of(TestServer::swallow, hasty);
        assertThat(result.errors()).isEqualTo(new PhaseErrors(0, 0, 0, 0, 4 * DUE));
    }

    private static LoadResult heard(TestChat.Distortion distortion) throws IOException {
        return Runs.of(TestChat.distorting(distortion), Runs.inVain(Work.CHAT, GROUPS));
    }

    private static LoadPlan talking() {
        return new LoadPlan(
                "127.0.0.1", 0, Work.CHAT, List.of(GROUPS), 25, Runs.MEASURED_MILLIS, 1_000, 1_000, 0, true, 100);
    }
}
