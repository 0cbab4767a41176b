package dev.penstock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(30)
@ResourceLock(Resources.SYSTEM_OUT)
final class LoadCommandTest {
    private static final String FIGURES =
            "\\d+ (messages|deliveries)/s, latency us p50 \\d+ p99 \\d+ p99.9 \\d+ max \\d+,"
                    + " generator busy \\d+ %, errors: connect 0 send 0 receive 0 verify 0 timeout 0";

    @Test
    void shouldPrintALineOfFigures() throws Exception {
        try (var server = new TestServer(TestServer::echo)) {
            String printed = run(0, "echo", "127.0.0.1", "" + server.port(), "--warm-up", "0", "--seconds", "1");
            assertThat(printed.lines().findFirst().orElseThrow()).matches(FIGURES);
        }
    }

    @Test
    void shouldTellOfSpeakersListenersAndThoseBesideThem() throws Exception {
        try (var server = new TestServer(TestChat.faithful())) {
            String command = "chat 127.0.0.1 " + server.port()
                    + " --connections 4 --speakers 2 --rate 200 --warm-up 0 --seconds 1 --stalled 2 --slow-senders 2 --idle 1";
            String[] lines = run(0, command.split(" ")).lines().toArray(String[]::new);
            assertThat(lines[0]).matches(FIGURES).startsWith("600 deliveries/s, ");
            assertThat(lines[1]).startsWith("generator late us p50 ");
            assertThat(lines[2]).startsWith("speakers: 2, 200 lines said, 200 lines heard of 200, 0 told as missed, ");
            assertThat(lines[3]).startsWith("listeners: 2, 400 lines heard of 400, ");
            assertThat(lines[4]).startsWith("stalled: 2 of 2 connections stand, ");
            assertThat(lines[5]).startsWith("slow senders: 2 of 2 connections stand, ");
            assertThat(lines[6]).startsWith("idle: 1 of 1 connections stand, 0 bytes sent, ");
        }
    }

    @Test
    void shouldFailWhenNobodyListens() {
        String[] lines = run(1, "framed", "127.0.0.1", "1").lines().toArray(String[]::new);
        assertThat(lines[0]).startsWith("0 messages/s, ").contains("errors: connect 50 ");
        assertThat(lines[1]).isEqualTo("callers: first error: connect: Connection refused");
    }

    @ParameterizedTest
    @CsvSource({
        "echo 127.0.0.1 1 --connections 0, '--connections must be 1 to 19000, not 0'",
        "echo 127.0.0.1 1 --connections 18999 --idle 2, these are 19001 connections together; one process has at most 19000",
        "echo 127.0.0.1 1 --churn --in-flight 2, '--churn has one message a connection, so --in-flight must be 1'",
        "framed 127.0.0.1 1 --size 0, '--size must be 1 to 1048576, not 0'",
        "echo 127.0.0.1 1 --connections 19000 --in-flight 10000, callers: connections times inFlight must be at most 4000000",
        "chat 127.0.0.1 1 --size 31, '--size must be 32 to 65536, not 31'",
        "chat 127.0.0.1 1 --speakers 51, '--speakers must be 1 to 50, not 51'",
        "echo 127.0.0.1 65536, 'port must be 0 to 65535, not 65536'",
    })
    void shouldSayWhatIsWrongWithACommandLine(String command, String message) {
        var said = new StringWriter();
        var commandLine = new CommandLine(new LoadCommand()).setErr(new PrintWriter(said));
        assertThat(commandLine.execute(command.split(" "))).isEqualTo(2);
        assertThat(said.toString().lines().findFirst()).contains(message);
    }

    private static String run(int status, String... arguments) {
        PrintStream before = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(new CommandLine(new LoadCommand()).execute(arguments)).isEqualTo(status);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
