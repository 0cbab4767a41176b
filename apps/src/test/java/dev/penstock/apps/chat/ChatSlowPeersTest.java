package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members that do not read: their own loss, told to the line, and nobody else's. */
@Timeout(60)
final class ChatSlowPeersTest {
    private static final int READERS = 50;
    private static final int STUCK = 10;
    private static final int BATCHES = 60;
    private static final int BATCH = 200;
    private static final String TEXT = "x".repeat(100);
    private static final Pattern MISSED = Pattern.compile("\\*\\*\\* you missed (\\d+) lines");

    @ParameterizedTest
    @ValueSource(strings = {"drop-oldest", "drop-newest"})
    void shouldLoseOnlyWhatTheSlowDoNotRead(String policy) throws Exception {
        try (var server = ServerProcess.start(
                ChatServer.class,
                "--port",
                "0",
                "--slow-peer",
                policy,
                "--hard-limit",
                "128k",
                "--send-buffer",
                "64k")) {
            ChatClient speaker = ChatClient.named(server, "alice");
            List<ChatClient> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) readers.add(ChatClient.greeted(server));
            List<ChatClient> stuck = new ArrayList<>();
            for (int i = 0; i < STUCK; i++) stuck.add(ChatClient.thatTakesLittle(server));
            for (int i = 0; i < READERS; i++) readers.get(i).lines(READERS - 1 - i + STUCK);

            for (int batch = 0; batch < BATCHES; batch++) speak(speaker, readers, batch);
            String end = "end";
            speaker.send(end);
            for (ChatClient reader : readers) reader.expect("alice: " + end);

            for (int i = 0; i < STUCK; i++) {
                int expected = 1 + (STUCK - 1 - i) + BATCHES * BATCH; // greeting, those who came later, what was said
                shouldKnowWhatItMissed(stuck.get(i), speaker, expected);
            }
            for (ChatClient client : readers) client.close();
            for (ChatClient client : stuck) client.close();
            speaker.close();
        }
    }

    private static void speak(ChatClient speaker, List<ChatClient> readers, int batch) throws Exception {
        var lines = new StringBuilder();
        for (int i = 0; i < BATCH; i++)
            lines.append(batch * BATCH + i).append(' ').append(TEXT).append('\n');
        speaker.sendBytes(lines.toString().getBytes());
        for (ChatClient reader : readers) {
            for (int i = 0; i < BATCH; i++) reader.expect("alice: " + (batch * BATCH + i) + " " + TEXT);
        }
    }

    /** Reads on, and is spoken to until it has heard all: the newest may be among what it missed. */
    private static void shouldKnowWhatItMissed(ChatClient late, ChatClient speaker, int sent) throws Exception {
        late.send("/msg alice caught up");
        long received = 0;
        long missed = 0;
        boolean isAnswered = false;
        int asked = 0;
        // The answer is a message like any other: where the newest is dropped it may be missed, and is asked for again.
        while (received + missed < sent + 1 + asked + 1 || !isAnswered) {
            String line = late.line();
            Matcher notice = MISSED.matcher(line);
            if (notice.matches()) {
                missed += Long.parseLong(notice.group(1));
                asked++;
                late.send("/nothing");
            } else {
                received++;
                isAnswered |= line.startsWith("*** to alice") || line.startsWith("*** no such command");
            }
        }
        assertThat(missed).isPositive();
        assertThat(received + missed).isEqualTo(sent + 1 + asked + 1);
    }
}
