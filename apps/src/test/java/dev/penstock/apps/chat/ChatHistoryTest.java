package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What whoever enters is told: the message of the day, and what was said before. */
@Timeout(60)
final class ChatHistoryTest {
    @Test
    void shouldTellTheLastLinesAsOthersSawThem() throws Exception {
        try (var server = ServerProcess.start(ChatServer.class, "--port", "0", "--history", "3");
                var a = ChatClient.named(server, "alice")) {
            for (String line : new String[] {"one", "two", "three", "/me waves", "/msg alice x", "/who", "\u001b"})
                a.send(line);
            a.expect("*** that is you; /msg takes somebody else's name", "*** lobby: alice");
            try (var b = ChatClient.greeted(server)) {
                b.expect("alice: three", "* alice waves", "alice: \\x1b");
                b.expectNothing();
                b.send("/join den");
                b.expect("*** you are in den");
                b.send("here");
                b.expectNothing();
                a.send("/join den");
                b.expect("*** alice joined");
                a.expect(
                        "*** " + b.address() + " joined",
                        "*** " + b.address() + " left",
                        "*** you are in den",
                        b.address() + ": here");
                b.send("/join lobby");
                b.expect("*** you are in lobby", "alice: three", "* alice waves", "alice: \\x1b");
                a.expect("*** " + b.address() + " left");
                a.send("/join lobby");
                b.expect("*** alice joined");
                b.send("/join den");
                b.expect("*** you are in den");
                b.expectNothing(); // it had ended, and what was said there with it
            }
        }
    }

    @Test
    void shouldKeepNothingUnlessAsked() throws Exception {
        try (var server = ServerProcess.start(ChatServer.class, "--port", "0");
                var a = ChatClient.greeted(server)) {
            a.send("one");
            a.expectNothing();
            try (var b = ChatClient.greeted(server)) {
                b.expectNothing();
            }
        }
    }

    @Test
    void shouldKeepNoMoreThanHalfOfTheHardLimit() throws Exception {
        try (var server = ServerProcess.start(
                        ChatServer.class,
                        "--port",
                        "0",
                        "--history",
                        "10000",
                        "--hard-limit",
                        "20000",
                        "--max-line",
                        "100");
                var a = ChatClient.named(server, "alice")) {
            for (int i = 1000; i < 2000; i++) a.send("line " + i);
            a.expectNothing();
            try (var b = ChatClient.greeted(server)) {
                String first = b.line();
                int told = 2000 - Integer.parseInt(first.replaceAll("alice: line ", ""));
                int length = first.length() + 1;
                assertThat(told * length).isBetween(10_000 - length, 10_000);
                for (int i = 2000 - told + 1; i < 2000; i++) b.expect("alice: line " + i);
                b.expectNothing();
            }
        }
    }

    @Test
    void shouldTellTheMessageOfTheDayAfterTheGreeting(@TempDir Path folder) throws Exception {
        Path motd = Files.writeString(folder.resolve("motd"), "Welcome!\r\n\n\u001b[1mBe nice\u202e ä\n");
        try (var server = ServerProcess.start(
                        ChatServer.class, "--port", "0", "--motd", motd.toString(), "--history", "5");
                var a = ChatClient.greeted(server)) {
            a.expect("*** Welcome!", "*** ", "*** \\x1b[1mBe nice\\u202e ä");
            a.send("one");
            a.expectNothing();
            try (var b = ChatClient.greeted(server)) {
                b.expect("*** Welcome!", "*** ", "*** \\x1b[1mBe nice\\u202e ä", a.address() + ": one");
            }
        }
    }
}
