package dev.penstock.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.Bench;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The benchmark as a user launches it. */
final class BenchProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final Path errors;

    BenchProcess(String... args) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        List<String> command = new ArrayList<>(
                List.of(java, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Bench.class.getName()));
        command.addAll(List.of(args));
        errors = Files.createTempFile("bench", ".err");
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    String nextLine() throws IOException {
        return out.readLine();
    }

    List<String> remainingLines() {
        return out.lines().toList();
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** Processes that it has started, and those that these have. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("ended within 30 s")
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        out.close();
        Files.deleteIfExists(errors);
    }
}
