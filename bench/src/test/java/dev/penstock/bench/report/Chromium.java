package dev.penstock.bench.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser without a window, if the machine has one. */
final class Chromium {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private Chromium() {}

    /** What a page is once its scripts have run, and what the console said. */
    record Page(String dom, List<String> console) {}

    /** Opens a file; the test is skipped where there is no browser, or it does not run. */
    static Page open(Path file, Path profile) throws Exception {
        Path dom = profile.resolveSibling("dom");
        Path log = profile.resolveSibling("log");
        // As root it does not run in its sandbox, and what it reads here is ours.
        List<String> command = new ArrayList<>(
                List.of(find(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"));
        command.addAll(List.of("--user-data-dir=" + profile, "--virtual-time-budget=1000", "--window-size=1400,1000"));
        command.addAll(
                List.of("--enable-logging=stderr", "--dump-dom", file.toUri().toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(20, TimeUnit.SECONDS);
            assumeTrue(ended && process.exitValue() == 0, "the browser does not run here");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        try (Stream<String> lines = Files.lines(log)) {
            return new Page(
                    Files.readString(dom),
                    lines.filter(line -> line.contains("CONSOLE")).toList());
        }
    }

    private static String find() throws IOException {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":"))
            for (String name : NAMES)
                if (Files.isExecutable(Path.of(directory, name)))
                    return Path.of(directory, name).toString();
        assumeTrue(false, "there is no browser");
        throw new IOException("not reached");
    }
}
