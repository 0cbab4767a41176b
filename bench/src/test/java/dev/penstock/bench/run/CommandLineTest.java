package dev.penstock.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.bench.Bench;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(20)
final class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --scenario nothing         | there is no scenario 'nothing'; list shows them
                    --contender nobody         | no such contender: nobody
                    --rounds 0                 | --rounds must be 1 to 1000, not 0
                    --seconds 0                | --seconds must be 0.05 to 86400, not 0
                    --seconds NaN              | --seconds must be 0.05 to 86400, not NaN
                    --scenario idle --bound 3  | --bound is no parameter of idle; list shows who has it
                    --scenario chat --speakers 60 | --speakers must not be more than --connections
                    --size huge                | is not a size
                    --size 2m                  | --size must be a whole number of 1 to 1000000, not 2097152
                    --idle 1.5                 | --idle must be a whole number of 1 to 57000, not 1.5
                    --rate fast                | is not a number
                    """)
    void shouldSayWhatIsWrong(String args, String message) {
        assertThat(execute(("run " + args).split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void shouldNameWhatThereIs() {
        assertThat(execute("list")).isZero();
        assertThat(out.toString()).contains("* penstock ", "  netty-epoll ", "* slow-readers ", "--stalled 10");
    }

    @Test
    void shouldSayWhatCannotBeTheServersJvm(@TempDir Path directory) throws Exception {
        assertThatThrownBy(() -> Jvm.at(directory)).hasMessage("--java: there is no JVM at " + directory);
        Path other = Files.writeString(directory.resolve("java"), "#!/bin/sh\necho hello\n");
        assertThat(other.toFile().setExecutable(true)).isTrue();
        assertThatThrownBy(() -> Jvm.at(other))
                .isInstanceOf(IOException.class)
                .hasMessage("--java: " + other + " is no JVM that this benchmark knows");
        Files.writeString(other, "#!/bin/sh\necho '    java.version = 11.0.2'\n");
        assertThatThrownBy(() -> Jvm.at(other))
                .hasMessage("--java: " + other + " is Java 11.0.2; the servers need 17 or newer");
    }

    @Test
    void shouldKnowAJvmByItsHome() throws Exception {
        Jvm own = Jvm.ofThisProcess();
        assertThat(Jvm.at(Path.of(System.getProperty("java.home")))).isEqualTo(own);
    }

    @Test
    void shouldSayWhereNothingCanBeWritten(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("taken"));
        assertThatThrownBy(() -> OutputDirectory.at(file))
                .hasMessage("--out: " + file + " is a file; choose a directory");
    }

    private int execute(String... args) {
        return new CommandLine(new Bench())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }
}
