package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A crowd that goes at once is not told of all of it at once: others are served in between. */
@Timeout(60)
final class ChatExodusTest {
    private static final int CROWD = 30;

    @ParameterizedTest
    @ValueSource(strings = {"a line of more than twenty bytes", "/quit\n"})
    void shouldTellOfAFewAtATime(String last) throws Exception {
        try (var lab = new ChatLab(ChatLab.options(20, 0, 0))) {
            ChatLab.Peer witness = lab.connect();
            List<ChatLab.Peer> crowd = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) crowd.add(lab.connect());
            lab.settle();
            witness.lines();
            for (ChatLab.Peer peer : crowd) peer.send(last);
            lab.passAtEachReading(Duration.ofMillis(8));

            int most = 0;
            List<String> told = new ArrayList<>();
            for (int turn = 0; turn < 1_000 && told.size() < CROWD; turn++) {
                lab.step();
                for (ChatLab.Peer peer : lab.peers) peer.read();
                List<String> lines = witness.lines();
                most = Math.max(most, lines.size());
                told.addAll(lines);
            }

            assertThat(told).hasSize(CROWD).doesNotHaveDuplicates().allMatch(line -> line.contains(" left"));
            assertThat(most).isLessThan(CROWD / 2);
        }
    }

    @Test
    void shouldKeepANameUntilTheOthersAreToldOfItsEnd() throws Exception {
        try (var lab = new ChatLab(ChatLab.options(20, 0, 0))) {
            ChatLab.Peer witness = lab.connect();
            List<ChatLab.Peer> crowd = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) crowd.add(lab.connect());
            for (int i = 0; i < CROWD; i++) crowd.get(i).send("/nick n" + i + "\n");
            lab.settle();
            witness.lines();
            for (ChatLab.Peer peer : crowd) peer.send("/quit\n");
            lab.passAtEachReading(Duration.ofMillis(8));
            lab.step();
            for (int i = 0; i < CROWD; i++) witness.send("/msg n" + i + " hi\n/nick n" + i + "\n");
            for (int pause = 0; pause < CROWD; pause++) {
                lab.settle();
                lab.advance(Duration.ofMillis(110));
            }

            List<String> gone = new ArrayList<>();
            List<String> lines = witness.lines();
            assertThat(lines).noneMatch(line -> line.startsWith("*** to n"));
            for (String line : lines) {
                String[] words = line.split(" ");
                if (line.endsWith(" left")) gone.add(words[1]);
                if (line.contains(" is now ")) assertThat(gone).contains(words[words.length - 1]);
            }
            assertThat(gone).hasSize(CROWD);
        }
    }
}
