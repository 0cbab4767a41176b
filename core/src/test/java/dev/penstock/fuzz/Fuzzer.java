package dev.penstock.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Has Jazzer look for inputs that make a target fail, in a process of its own, beginning with the corpus that is kept. An input
 * that fails is written to the corpus, so that from then on every build replays it. {@code target/fuzz} has the rest: the log, all
 * that was found, and as few of these as reach every branch, which may take the place of the corpus.
 *
 * <p>The profile {@code fuzz} brings Jazzer along; a target knows nothing of it.
 */
public final class Fuzzer {
    private static final Path RESULTS = Path.of("target/fuzz");
    private static final String LAUNCHER = "jazzer"; // the name by which it starts itself anew
    private static final String COUNT = "stat::number_of_executed_units:";
    /** Has the search guided by each step of each regular expression: half of the time of a target that judges by them. */
    private static final String SLOW_HOOKS = "com.code_intelligence.jazzer.sanitizers.RegexRoadblocks";

    private static final int LONGEST_INPUT = 600; // bytes: enough for each limit, and still fast

    private final Class<?> target;
    private final String name;
    private final Corpus corpus;
    private final String guides;

    /**
     * @param target a class with a method {@code fuzzerTestOneInput}
     * @param name the target's, and its corpus's
     * @param guides patterns of the classes whose branches are to be reached
     */
    public Fuzzer(Class<?> target, String name, String... guides) {
        this.target = target;
        this.name = name;
        this.corpus = new Corpus(name);
        this.guides = String.join(":", guides);
    }

    /** Looks for so long, such as 90s or 15m; says how many inputs it has tried. Throws when one fails. */
    public void run(String duration) throws IOException, InterruptedException {
        Path found = Files.createDirectories(RESULTS.resolve(name));
        writeLauncher();
        Path log = RESULTS.resolve(name + ".log");
        long start = System.nanoTime();
        jazzer(
                log,
                "--max_duration=" + duration,
                "-max_len=" + LONGEST_INPUT,
                "-print_final_stats=1",
                found.toString());
        double seconds = (System.nanoTime() - start) / 1e9;
        long count = count(log);
        System.out.printf(
                Locale.ROOT, "%s: %d executions in %.0f s, %.0f a second%n", name, count, seconds, count / seconds);
        Path few = Files.createDirectories(RESULTS.resolve(name + "-few"));
        jazzer(
                RESULTS.resolve(name + "-few.log"),
                "-set_cover_merge=1",
                "-use_counters=0",
                few.toString(),
                found.toString());
    }

    private void writeLauncher() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String start = "#!/bin/sh\nexec '" + java + "' -ea -Xmx512m -XX:+UseSerialGC -cp '"
                + System.getProperty("java.class.path") + "' com.code_intelligence.jazzer.Jazzer \"$@\"\n";
        Path launcher = Files.writeString(RESULTS.resolve(LAUNCHER), start);
        if (!launcher.toFile().setExecutable(true)) throw new IOException(launcher + " cannot be made executable");
    }

    private void jazzer(Path log, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(RESULTS.resolve(LAUNCHER).toString());
        command.add("--target_class=" + target.getName());
        command.add("--instrumentation_includes=" + guides);
        command.add("--disabled_hooks=" + SLOW_HOOKS);
        command.add("--reproducer_path=" + RESULTS);
        command.add("-artifact_prefix=" + corpus.folder() + "/");
        command.addAll(List.of(arguments));
        command.add(corpus.folder().toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().merge("PATH", RESULTS.toAbsolutePath().toString(), (path, ours) -> ours + ":" + path);
        Process process = builder.start();
        try {
            if (process.waitFor() != 0) throw new AssertionError(failure(log));
        } finally {
            process.destroy();
        }
    }

    private String failure(Path log) throws IOException {
        try (Stream<String> lines = lines(log)) {
            return lines.filter(line -> line.startsWith("== Java Exception"))
                    .findFirst()
                    .map(line -> line + "; the input is in " + corpus.folder() + ", more in " + log)
                    .orElse(name + " cannot be fuzzed; see " + log);
        }
    }

    private static long count(Path log) throws IOException {
        try (Stream<String> lines = lines(log)) {
            return lines.filter(line -> line.startsWith(COUNT))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(COUNT.length()).strip()))
                    .sum();
        }
    }

    /** Of the log, in which there may be any byte of an input. */
    private static Stream<String> lines(Path log) throws IOException {
        return Files.lines(log, StandardCharsets.ISO_8859_1);
    }
}
