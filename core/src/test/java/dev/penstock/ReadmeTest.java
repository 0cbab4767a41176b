package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs in the README are compiled, and the complete one run, as they stand there. */
@Timeout(60)
final class ReadmeTest {
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    /** Compiles one of the page's programs; returns the class path to run it with. */
    private static String compile(String name, Path folder) throws Exception {
        Matcher program = PROGRAM.matcher(Files.readString(Path.of("..", "README.md")));
        do {
            assertThat(program.find()).as("a java block with class " + name).isTrue();
        } while (!program.group(1).contains("class " + name + " "));
        Path source = Files.writeString(folder.resolve(name + ".java"), program.group(1));
        String classPath = System.getProperty("java.class.path");
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-Xlint:all",
                        "-Werror",
                        "-proc:none",
                        "-cp",
                        classPath,
                        source.toString());
        assertThat(status).as("compiler's exit status").isZero();
        return classPath + ":" + folder;
    }

    @Test
    void shouldShowAGroupThatCompiles(@TempDir Path folder) throws Exception {
        compile("Room", folder);
    }

    /** As far as it gets without a server: the cause, in one line, and the end. */
    @Test
    void shouldShowACallerThatSaysWhatIsWrong(@TempDir Path folder) throws Exception {
        String classPath = compile("Caller", folder);
        String java = ProcessHandle.current().info().command().orElseThrow();
        String port = String.valueOf(FreePort.find());
        Process process = new ProcessBuilder(java, "-cp", classPath, "Caller", "127.0.0.1", port)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.lines()).containsExactly("cannot connect to 127.0.0.1:" + port + ": Connection refused");
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldShowAProgramThatWorks(@TempDir Path folder) throws Exception {
        String classPath = compile("Shout", folder);
        String java = ProcessHandle.current().info().command().orElseThrow();
        Process process = new ProcessBuilder(java, "-cp", classPath, "Shout", "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            Matcher port = PORT.matcher(out.readLine());
            assertThat(port.find()).isTrue();
            try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(port.group(1)))) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write("penstock\n".getBytes());
                socket.shutdownOutput();
                assertThat(new String(socket.getInputStream().readAllBytes())).isEqualTo("PENSTOCK\n");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
