package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many members, and what they may open. */
@Timeout(60)
final class ChatCrowdTest {
    private static final int CROWD = 500;

    @Test
    void shouldTellOnceOfEachWhoComesAndGoes() throws Exception {
        try (var server = ServerProcess.start(ChatServer.class, "--port", "0");
                var witness = ChatClient.named(server, "zoe")) {
            List<Socket> crowd = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                Socket socket = server.connect();
                crowd.add(socket);
                names.add("127.0.0.1:" + socket.getLocalPort());
                witness.expect("*** " + names.get(i) + " joined");
            }
            assertThat(listed(witness)).contains("zoe").containsAll(names).hasSize(CROWD + 1);
            for (Socket socket : crowd) socket.close();
            List<String> expected = new ArrayList<>(names);
            // Whoever had something unread has reset its connection.
            for (String line : witness.lines(CROWD)) {
                String name = line.split(" ")[1];
                assertThat(line).startsWith("*** " + name + " left (");
                assertThat(expected.remove(name)).as(line).isTrue();
            }
            witness.expectNothing();
            assertThat(listed(witness)).containsExactly("zoe");
        }
    }

    /** What {@code /who} lists, which may take several lines. */
    private static List<String> listed(ChatClient client) throws Exception {
        client.send("/who");
        client.send("/nothing");
        List<String> names = new ArrayList<>();
        for (String line; !(line = client.line()).startsWith("*** no such command"); ) {
            assertThat(line).startsWith("*** lobby: ");
            assertThat(line.length()).isLessThan(Listing.LINE_BYTES);
            names.addAll(List.of(line.substring("*** lobby: ".length()).split(", ")));
        }
        return names;
    }

    @Test
    void shouldOpenNoMoreRoomsThanAllowed() throws Exception {
        try (var server = ServerProcess.start(ChatServer.class, "--port", "0", "--max-rooms", "3");
                var a = ChatClient.greeted(server);
                var b = ChatClient.greeted(server);
                var c = ChatClient.greeted(server)) {
            a.expect("*** " + b.address() + " joined", "*** " + c.address() + " joined");
            b.expect("*** " + c.address() + " joined");
            a.send("/join one");
            a.expect("*** you are in one");
            b.expect("*** " + a.address() + " left");
            b.send("/join two");
            b.expect("*** you are in two");
            c.send("/join three");
            c.expect(
                    "*** " + a.address() + " left",
                    "*** " + b.address() + " left",
                    "*** there are 3 rooms, and no room for more; /rooms lists them");
            c.send("/join TWO");
            c.expect("*** you are in two");
            a.send("/join lobby");
            a.expect("*** you are in lobby");
            a.send("/join three");
            a.expect("*** you are in three");
            a.send("/rooms");
            a.expect("*** lobby (0), three (1), two (2)");
        }
    }
}
