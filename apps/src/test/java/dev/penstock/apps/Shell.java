package dev.penstock.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What people have at hand, used as they use it. Only bash is required. */
public final class Shell {
    private Shell() {}

    /** Each tool, and how it passes on what it is given to {@code PORT}, and prints what comes back. */
    public static Stream<Arguments> netcats() {
        return Stream.of(
                arguments("ncat", "ncat 127.0.0.1 PORT"),
                arguments("ncat", "ncat ::1 PORT"),
                arguments("socat", "socat - TCP:127.0.0.1:PORT"),
                arguments("nc.openbsd", "nc.openbsd -N 127.0.0.1 PORT"),
                arguments("nc.traditional", "nc.traditional -q 1 127.0.0.1 PORT"));
    }

    /** Skips the test, and says so, where a tool is missing. */
    public static void assumeInstalled(String tool) {
        assumeTrue(isInstalled(tool), tool + " is not installed");
    }

    private static boolean isInstalled(String tool) {
        for (String folder : System.getenv("PATH").split(":"))
            if (Files.isExecutable(Path.of(folder, tool))) return true;
        return false;
    }

    /** Runs a bash command whose input is at its end, and returns what it has printed. */
    public static String run(String command) throws IOException, InterruptedException {
        return run(Map.of(), command);
    }

    /** The same with variables. */
    public static String run(Map<String, String> variables, String command) throws IOException, InterruptedException {
        // One that hangs fails its test, with all that it has started: to read its output cannot be interrupted.
        var builder = new ProcessBuilder("timeout", "40", "bash", "-c", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    /** Compiles a program as a textbook writes it; skips the test, and says so, where there is no compiler. */
    public static Path compile(String resource, Path folder) throws IOException, InterruptedException {
        assumeInstalled("cc");
        Path source = folder.resolve("program.c");
        try (InputStream in = Shell.class.getResourceAsStream("/c/" + resource)) {
            Files.copy(in, source);
        }
        Path program = folder.resolve("program");
        assertThat(run("cc -Wall -Wextra -Werror -O1 -o " + program + " " + source + " && echo compiled"))
                .isEqualTo("compiled\n");
        return program;
    }
}
