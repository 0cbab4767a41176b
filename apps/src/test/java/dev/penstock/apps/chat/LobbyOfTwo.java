package dev.penstock.apps.chat;

import dev.penstock.apps.ServerProcess;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A chat of two, for each test anew: {@code b} is called bob, {@code a} has only its address. */
abstract class LobbyOfTwo {
    ServerProcess server;
    ChatClient b;
    ChatClient a;

    @BeforeEach
    void start() throws IOException {
        server = ServerProcess.start(ChatServer.class, "--port", "0");
        b = ChatClient.named(server, "bob");
        a = ChatClient.greeted(server);
        b.expect("*** " + a.address() + " joined");
    }

    @AfterEach
    void stop() throws IOException {
        a.close();
        b.close();
        server.close();
    }

    void nameAlice() throws IOException {
        a.send("/nick alice");
        a.expect("*** " + a.address() + " is now alice");
        b.expect("*** " + a.address() + " is now alice");
    }
}
