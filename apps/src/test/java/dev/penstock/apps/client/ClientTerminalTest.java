package dev.penstock.apps.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.apps.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In a pseudo-terminal, which {@code script} of util-linux makes: what is typed, and what is seen. */
@Timeout(60)
final class ClientTerminalTest {
    private static final String UP = "\u001bOA"; // as a terminal sends it to a program that has asked for all keys
    private static final String TO_BEGINNING = "\u0001";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String ASKS_FOR_PASTES = "\u001b[?2004h"; // the line editor, whenever it begins to read a line

    private final StringBuffer screen = new StringBuffer(); // all that was ever written to it
    private ServerSocket server;
    private Process terminal;
    private OutputStream keys;

    @BeforeEach
    void listen() throws IOException {
        Shell.assumeInstalled("script");
        server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        server.setSoTimeout(20_000);
    }

    @AfterEach
    void end() throws IOException {
        server.close();
        if (terminal != null) terminal.destroyForcibly();
    }

    private Socket open(String arguments, String before) throws IOException {
        String client = ClientShell.client("") + " 127.0.0.1 " + server.getLocalPort() + " " + arguments;
        String command =
                "stty rows 24 cols 80; " + before + client + "; echo \"status $?\"; stty -a | grep -ow -e '-*icanon'";
        var builder = new ProcessBuilder("script", "-qec", command, "/dev/null").redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        builder.environment().put("SHELL", "/bin/bash");
        terminal = builder.start();
        keys = terminal.getOutputStream();
        Thread reading = new Thread(() -> {
            byte[] some = new byte[4096];
            try {
                for (int n; (n = terminal.getInputStream().read(some)) > 0; )
                    screen.append(new String(some, 0, n, StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It is closed.
            }
        });
        reading.setDaemon(true);
        reading.start();
        Socket accepted = server.accept();
        accepted.setSoTimeout(20_000);
        return accepted;
    }

    private void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    private void awaitScreen(String text) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(screen.toString()).contains(text));
    }

    /** Between two lines the terminal is as others have it: there a Ctrl-D is the system's, and would be lost. */
    private void awaitPrompts(int count) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> screen.toString().split(Pattern.quote(ASKS_FOR_PASTES), -1).length > count);
    }

    private void awaitStatus(int status) throws InterruptedException {
        assertThat(terminal.waitFor(20, TimeUnit.SECONDS)).isTrue();
        awaitScreen("status " + status);
        assertThat(screen.toString()).containsPattern("(?m)^icanon").doesNotContain("-icanon");
    }

    @Test
    void shouldEditLinesRememberThemAndPrintRepliesAboveThem() throws Exception {
        try (Socket peer = open("", "")) {
            BufferedReader in = new BufferedReader(new java.io.InputStreamReader(peer.getInputStream()));
            awaitScreen("> ");
            type("world" + TO_BEGINNING + "hello \r");
            assertThat(in.readLine()).isEqualTo("hello world");

            type("half a li");
            awaitScreen("half a li");
            peer.getOutputStream().write(Cuts.utf8("re\u001b[31mply\r\n"));
            // The line is wiped, the reply takes its place, and below the line is drawn again.
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(screen.toString()).containsPattern("re\\\\x1b\\[31mply\\R> half a li"));
            assertThat(screen.toString()).doesNotContain("\u001b[31m");
            type("ne\r");
            assertThat(in.readLine()).isEqualTo("half a line");

            peer.getOutputStream().write(Cuts.utf8("no end"));
            awaitScreen("no end");
            type(UP + UP + "\r");
            assertThat(in.readLine()).isEqualTo("hello world");

            awaitPrompts(4);
            type(CTRL_D);
            assertThat(in.readLine()).as("the end of the input").isNull();
            peer.getOutputStream().write(Cuts.utf8("bye\n"));
            awaitScreen("bye");
        }
        awaitStatus(0);
    }

    @Test
    void shouldLeaveAtCtrlC() throws Exception {
        try (Socket peer = open("--framed --prefix 'got '", "")) {
            awaitScreen("> ");
            type("hi\r");
            assertThat(peer.getInputStream().readNBytes(6)).isEqualTo(Cuts.frames("hi"));
            peer.getOutputStream().write(Cuts.frames("two\nlines"));
            awaitScreen("got two\\x0alines");
            type("not to be sent" + CTRL_C);
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
        awaitStatus(0);
    }

    @Test
    void shouldGiveTheTerminalBackWhenTheServerEnds() throws Exception {
        try (Socket peer = open("", "")) {
            awaitScreen("> ");
            type("half");
            awaitScreen("half");
            peer.getOutputStream().write(Cuts.utf8("last"));
        }
        awaitScreen("last");
        awaitStatus(0);
    }

    @Test
    void shouldTellHowFarAFileIsAndEscapeWhatIsReceived(@TempDir Path folder) throws Exception {
        String before = "head -c 30000 /dev/zero > " + folder + "/file; ";
        try (Socket peer = open("< " + folder + "/file", before)) {
            assertThat(peer.getInputStream().readAllBytes()).hasSize(30_000);
            awaitScreen("sent 29.3 KiB of 29.3 KiB (100 %)");
            peer.getOutputStream().write(Cuts.utf8("do\u001b[2Jne\n"));
        }
        awaitScreen("do\\x1b[2Jne");
        awaitStatus(0);
    }
}
