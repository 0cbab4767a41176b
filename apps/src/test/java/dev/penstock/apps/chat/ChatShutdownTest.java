package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stop is no farewell of each to each. */
@Timeout(60)
final class ChatShutdownTest {
    @Test
    void shouldTellNobodyThatTheOthersLeft() throws Exception {
        int members = 20;
        try (var server = ServerProcess.start(ChatServer.class, "--port", "0")) {
            List<ChatClient> clients = new ArrayList<>();
            for (int i = 0; i < members; i++) {
                ChatClient client = ChatClient.greeted(server);
                for (ChatClient other : clients) other.expect("*** " + client.address() + " joined");
                clients.add(client);
            }
            clients.get(0).send("bye");
            for (ChatClient other : clients.subList(1, members))
                other.expect(clients.get(0).address() + ": bye");
            server.signal("TERM");
            for (ChatClient client : clients) client.expectEnd();
            for (ChatClient client : clients) client.close();
            assertThat(server.awaitExit()).isZero();
            assertThat(server.errors())
                    .isEqualTo("stopped: " + members
                            + " connections, 0 bytes handed to the kernel while draining, 0 bytes dropped\n");
        }
    }

    @Test
    void shouldLogPeersAndNeverWhatTheySay() throws Exception {
        try (var server = ServerProcess.start(ChatServer.class, "--port", "0", "--log-level", "debug")) {
            var client = ChatClient.named(server, "mallory");
            client.send("secret");
            client.send("/quit secret");
            client.expectEnd();
            client.close();
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.errors())
                    .contains("info: chat: " + client.address() + " left (closed by the server)")
                    .doesNotContain("secret")
                    .doesNotContain("mallory");
        }
    }
}
