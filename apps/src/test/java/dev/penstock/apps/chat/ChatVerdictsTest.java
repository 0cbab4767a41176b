package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom the server closes, the others are told why. */
@Timeout(60)
final class ChatVerdictsTest {
    private static final int BATCH = 200;
    private static final String TEXT = "x".repeat(100);

    @Test
    void shouldDisconnectWhoIsTooSlowAndSaySo() throws Exception {
        try (var server = ServerProcess.start(
                        ChatServer.class,
                        "--port",
                        "0",
                        "--slow-peer",
                        "disconnect",
                        "--hard-limit",
                        "128k",
                        "--send-buffer",
                        "64k");
                var speaker = ChatClient.named(server, "alice");
                var stuck = ChatClient.thatTakesLittle(server)) {
            speaker.expect("*** " + stuck.address() + " joined");
            try (var reader = ChatClient.greeted(server)) {
                speaker.expect("*** " + reader.address() + " joined");
                int toldOfLeaving = 0;
                for (int batch = 0; batch < 20; batch++) {
                    speak(speaker, batch);
                    for (int i = 0; i < BATCH; i++) {
                        String line = reader.line();
                        if (line.equals("*** " + stuck.address() + " left (too slow)")) {
                            toldOfLeaving++;
                            line = reader.line();
                        }
                        assertThat(line).isEqualTo("alice: " + (batch * BATCH + i) + " " + TEXT);
                    }
                }
                speaker.expect("*** " + stuck.address() + " left (too slow)");
                assertThat(toldOfLeaving).isEqualTo(1);
            }
        }
    }

    private static void speak(ChatClient speaker, int batch) throws Exception {
        for (int i = 0; i < BATCH; i++) speaker.send(batch * BATCH + i + " " + TEXT);
    }

    @Test
    void shouldTellThatSomebodyStalled() throws Exception {
        try (var server = ServerProcess.start(
                        ChatServer.class,
                        "--port",
                        "0",
                        "--stall-timeout",
                        "1s",
                        "--hard-limit",
                        "64k",
                        "--send-buffer",
                        "64k");
                var speaker = ChatClient.named(server, "alice");
                var stuck = ChatClient.thatTakesLittle(server)) {
            speaker.expect("*** " + stuck.address() + " joined");
            for (int batch = 0; batch < 20; batch++) speak(speaker, batch);
            speaker.expect("*** " + stuck.address() + " left (stalled)");
        }
    }

    @Test
    void shouldTellThatALineDidNotEnd() throws Exception {
        try (var server = ServerProcess.start(ChatServer.class, "--port", "0", "--frame-timeout", "300ms");
                var a = ChatClient.greeted(server);
                var b = ChatClient.greeted(server)) {
            a.expect("*** " + b.address() + " joined");
            b.sendBytes("begun".getBytes());
            b.expectEnd();
            a.expect("*** " + b.address() + " left (line timeout)");
        }
    }
}
