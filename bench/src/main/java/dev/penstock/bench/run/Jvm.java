package dev.penstock.bench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JVM that processes are started with.
 *
 * @param executable the {@code java} to run
 * @param feature its version, such as 17
 * @param description for people, such as {@code 17.0.15 (OpenJDK 64-Bit Server VM)}
 */
record Jvm(String executable, int feature, String description) {
    /** What the jars are compiled for. */
    private static final int OLDEST = 17;

    private static final int MAX_OUTPUT_BYTES = 64 << 10;
    private static final Pattern PROPERTY = Pattern.compile("(?m)^ *(java\\.version|java\\.vm\\.name) = (.+)$");

    /** The one this process runs on. */
    static Jvm ofThisProcess() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String version = System.getProperty("java.version");
        return new Jvm(
                java.toString(),
                Runtime.version().feature(),
                version + " (" + System.getProperty("java.vm.name") + ")");
    }

    /**
     * The one at a path: an executable, or the home of a JDK.
     *
     * @throws IOException if it cannot be used; the message is for people
     */
    static Jvm at(Path path) throws IOException, InterruptedException {
        Path executable = Files.isDirectory(path) ? path.resolve("bin").resolve("java") : path;
        if (!Files.isExecutable(executable)) throw new IOException("--java: there is no JVM at " + path);
        Process process = new ProcessBuilder(executable.toString(), "-XshowSettings:properties", "-version")
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        try {
            byte[] output = process.getInputStream().readNBytes(MAX_OUTPUT_BYTES);
            process.waitFor(10, TimeUnit.SECONDS);
            return parse(executable, new String(output, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    private static Jvm parse(Path executable, String output) throws IOException {
        String version = "";
        String name = "";
        Matcher matcher = PROPERTY.matcher(output);
        while (matcher.find()) {
            if (matcher.group(1).equals("java.version"))
                version = matcher.group(2).strip();
            else name = matcher.group(2).strip();
        }
        Matcher feature = Pattern.compile("(\\d{1,4}).*").matcher(version);
        if (!feature.matches()) throw new IOException("--java: " + executable + " is no JVM that this benchmark knows");
        var jvm = new Jvm(executable.toString(), Integer.parseInt(feature.group(1)), version + " (" + name + ")");
        if (jvm.feature < OLDEST)
            throw new IOException(
                    "--java: " + executable + " is Java " + version + "; the servers need " + OLDEST + " or newer");
        return jvm;
    }
}
