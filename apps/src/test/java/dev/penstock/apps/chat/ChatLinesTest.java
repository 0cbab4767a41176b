package dev.penstock.apps.chat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines as they arrive and as they are shown, and the ways in which the last one ends. */
@Timeout(60)
final class ChatLinesTest extends LobbyOfTwo {
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
