package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Work that one read's lines make for everybody is spread over many turns: others are served in between. */
@Timeout(60)
@Isolated
final class ChatFloodTest {
    /** Several times what it takes; without rests, lines to a crowd and histories over and over take a second. */
    private static final long LONGEST_TURN_MILLIS = 300;

    @ParameterizedTest
    @CsvSource({"a,30000", "/who,10000", "/join a,8000", "/nick \u00e9\u0323\u0301,4000"})
    void shouldServeACrowdInBetween(String line, int times) throws Exception {
        try (var server = ServerProcess.start(
                        ChatServer.class,
                        "--port",
                        "0",
                        "--stats",
                        "100ms",
                        "--hard-limit",
                        "64k",
                        "--send-buffer",
                        "16k");
                var flood = ChatClient.greeted(server)) {
            List<ChatClient> crowd = new ArrayList<>();
            for (int i = 0; i < 300; i++) crowd.add(ChatClient.thatTakesLittle(server));
            var witness = ChatClient.thatTakesLittle(server);
            flood.lines(crowd.size() + 1);
            String lines = (line + "\n").repeat(times);
            flood.sendBytes((lines + "/msg " + witness.address() + " done\n").getBytes(StandardCharsets.UTF_8));
            while (!witness.line().endsWith(" (private): done")) {}
            assertThat(longestTurnMillis(server)).isLessThan(LONGEST_TURN_MILLIS);
            for (ChatClient client : crowd) client.close();
            witness.close();
        }
    }

    @Test
    void shouldServeOthersWhileOneAsksForEndlessLists() throws Exception {
        try (var server = ServerProcess.start(
                        ChatServer.class,
                        "--port",
                        "0",
                        "--stats",
                        "100ms",
                        "--history",
                        "10000",
                        "--slow-peer",
                        "drop-oldest");
                var talker = ChatClient.greeted(server);
                var flood = ChatClient.greeted(server)) {
            talker.expect("*** " + flood.address() + " joined");
            for (int i = 0; i < 5_000; i++)
                talker.send("history that is told over and over, a hundred bytes a line or so " + i);
            talker.expectNothing();
            flood.sendBytes("/join den\n/join lobby\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
            flood.send("done");
            for (String line; !(line = talker.line()).endsWith(": done"); )
                assertThat(line).startsWith("*** ");
            assertThat(longestTurnMillis(server)).isLessThan(LONGEST_TURN_MILLIS);
        }
    }

    private static long longestTurnMillis(ServerProcess server) throws Exception {
        return server.errors()
                .lines()
                .filter(line -> line.startsWith("stats: "))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*longest turn (\\d+) us.*", "$1")) / 1000)
                .max()
                .orElse(0);
    }
}
