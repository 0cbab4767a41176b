package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What members type, and what they and the others see, to the letter. */
@Timeout(60)
final class ChatTableTest {
    private ServerProcess server;
    private ChatClient b;
    private ChatClient a;

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

    private void nameAlice() throws IOException {
        a.send("/nick alice");
        a.expect("*** " + a.address() + " is now alice");
        b.expect("*** " + a.address() + " is now alice");
    }

    @Test
    void shouldPassLinesOnFromAddressesAndFromNames() throws Exception {
        a.send("good morning");
        b.expect(a.address() + ": good morning");
        nameAlice();
        a.sendBytes("good\tmorning\r\n\r\n\n  \n".getBytes(StandardCharsets.UTF_8));
        b.expect("alice: good\tmorning", "alice:   ");
        a.send("//x");
        a.send("//");
        b.expect("alice: /x", "alice: /");
        a.expectNothing();
        b.expectNothing();
    }

    @Test
    void shouldKnowNames() throws Exception {
        nameAlice();
        a.send("/nick bob");
        a.send("/nick BOB");
        a.send("/nick ｂｏｂ");
        a.send("/nick alice");
        a.send("/nick");
        a.expect(
                "*** bob is taken",
                "*** BOB is taken",
                "*** ｂｏｂ is taken",
                "*** you are alice already",
                "*** a name is missing; for example /nick alice");
        a.send("/nick Alice");
        a.expect("*** alice is now Alice");
        b.expect("*** alice is now Alice");
        a.send("/nick carol");
        b.expect("*** Alice is now carol");
        b.send("/nick alice");
        b.expect("*** bob is now alice");
    }

    @Test
    void shouldKnowActionsAndPrivateMessages() throws Exception {
        nameAlice();
        a.send("/me waves");
        a.send("/me   waves  again ");
        b.expect("* alice waves", "* alice waves  again");
        a.send("/msg bob psst");
        a.expect("*** to bob: psst");
        b.expect("alice (private): psst");
        a.send("/msg BOB  psst psst");
        a.expect("*** to bob: psst psst");
        b.expect("alice (private): psst psst");
        a.send("/msg alice x");
        a.send("/msg carol x");
        a.send("/msg bob");
        a.send("/msg");
        a.send("/me");
        a.expect(
                "*** that is you; /msg takes somebody else's name",
                "*** nobody is called carol; /who lists who is here",
                "*** a name or a text is missing; for example /msg alice hello",
                "*** a name or a text is missing; for example /msg alice hello",
                "*** a text is missing; for example /me waves");
        b.expectNothing();
    }

    @Test
    void shouldReachByAddressWhoHasNoName() throws Exception {
        b.send("/msg " + a.address() + " hi");
        a.expect("bob (private): hi");
        b.expect("*** to " + a.address() + ": hi");
    }

    @Test
    void shouldKnowRooms() throws Exception {
        nameAlice();
        try (ChatClient c = ChatClient.greeted(server)) {
            a.expect("*** " + c.address() + " joined");
            b.expect("*** " + c.address() + " joined");
            a.send("/join den");
            a.expect("*** you are in den");
            b.expect("*** alice left");
            c.expect("*** alice left");
            a.send("/rooms");
            a.expect("*** den (1), lobby (2)");
            b.send("/join Den");
            b.expect("*** you are in den");
            a.expect("*** bob joined");
            c.expect("*** bob left");
            a.send("/who");
            a.expect("*** den: alice, bob");
            a.send("/join den");
            a.expect("*** you are in den already");
            a.send("hi");
            b.expect("alice: hi");
            c.expectNothing();
            b.send("/join lobby");
            c.expect("*** bob joined");
            a.send("/join LOBBY");
            c.expect("*** alice joined");
            c.send("/rooms");
            c.expect("*** lobby (3)");
            c.send("/who");
            c.expect("*** lobby: " + c.address() + ", alice, bob");
        }
    }

    @Test
    void shouldKeepTheLobby() throws Exception {
        a.send("/join den");
        a.expect("*** you are in den");
        b.send("/join den");
        a.expect("*** bob joined");
        a.send("/rooms");
        a.expect("*** den (2), lobby (0)");
        a.send("/join *x");
        a.send("/join a b");
        a.send("/join");
        a.expect(
                "*** a name does not begin with '*' or '/'; begin with a letter",
                "*** a name has no spaces; leave them out",
                "*** a room is missing; for example /join den");
    }

    @Test
    void shouldSayWhatItDoesNotKnow() throws Exception {
        a.send("/frobnicate");
        a.send("/frobnicate now");
        a.send("/\u001b[31m x");
        a.send("/");
        a.expect(
                "*** no such command: /frobnicate; /help lists them",
                "*** no such command: /frobnicate; /help lists them",
                "*** no such command: /\\x1b[31m; /help lists them",
                "*** no such command: /; /help lists them");
        a.send("/help");
        for (String word : "/nick /me /who /rooms /msg /join /quit /help".split(" "))
            assertThat(a.line()).startsWith("*** " + word);
        a.expectNothing();
        b.expectNothing();
    }

    @Test
    void shouldEscapeWhatIsNotText() throws Exception {
        nameAlice();
        a.sendBytes("a\u001b[2J\u007f\u0085\u202e\u2028é🦀\r\n".getBytes(StandardCharsets.UTF_8));
        a.sendBytes(new byte[] {'x', (byte) 0xc3, 'y', (byte) 0x80, '\n'});
        a.sendBytes(new byte[] {'x', -1, (byte) 251, 1, 'y', -1, -1, -1, (byte) 253, '\n', 'z', '\n'});
        a.sendBytes(new byte[] {-1, (byte) 251, 1, '\n'});
        b.expect("alice: a\\x1b[2J\\x7f\\x85\\u202e\\u2028é🦀", "alice: x\ufffdy\ufffd", "alice: xy\ufffdz");
        a.send("/me \u001b]0;title\u0007");
        a.send("/msg bob \u202e");
        a.send("/msg \u202e x");
        b.expect("* alice \\x1b]0;title\\x07", "alice (private): \\u202e");
        a.expect("*** to bob: \\u202e", "*** nobody is called \\u202e; /who lists who is here");
        a.send("/quit \u001b");
        b.expect("*** alice left (\\x1b)");
    }

    @Test
    void shouldPassOnALineThatArrivesByteByByte() throws Exception {
        for (byte b : "é\u001b\r\n".getBytes(StandardCharsets.UTF_8)) a.sendBytes(new byte[] {b});
        b.expect(a.address() + ": é\\x1b");
    }

    @Test
    void shouldTellWhoLeftAndWhyOnce() throws Exception {
        nameAlice();
        a.sendBytes("/quit good night\nnot said\n".getBytes(StandardCharsets.UTF_8));
        a.expectEnd();
        b.expect("*** alice left (good night)");
        a = ChatClient.named(server, "alice");
        b.expect("*** " + a.address() + " joined", "*** " + a.address() + " is now alice");
        a.send("/quit");
        b.expect("*** alice left");
        a = ChatClient.named(server, "alice");
        b.expect("*** " + a.address() + " joined", "*** " + a.address() + " is now alice");
        a.reset();
        b.expect("*** alice left (connection reset)");
        b.expectNothing();
    }

    @Test
    void shouldTakeALastLineWithoutAnEnd() throws Exception {
        a.sendBytes("last".getBytes(StandardCharsets.UTF_8));
        a.socket.shutdownOutput();
        a.expectEnd();
        b.expect(a.address() + ": last", "*** " + a.address() + " left (end of input)");
        b.expectNothing();
    }

    @Test
    void shouldCloseAfterALineThatIsTooLong() throws Exception {
        a.send("x".repeat(4096));
        b.expect(a.address() + ": " + "x".repeat(4096));
        a.send("before");
        a.send("x".repeat(4097));
        a.sendBytes(new byte[100_000]);
        a.expect("*** line longer than 4096 bytes; closing");
        a.expectEnd();
        b.expect(a.address() + ": before", "*** " + a.address() + " left (line too long)");
        b.expectNothing();
    }
}
