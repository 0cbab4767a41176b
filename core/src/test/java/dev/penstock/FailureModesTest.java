package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table of failure modes names tests, planted bugs and a few of the README's sentences: all of them exist. */
@Timeout(30)
final class FailureModesTest {
    private static final Path CHECKOUT = Path.of("..");
    private static final Path TABLE = Path.of("src", "test", "failure-modes.md");
    private static final Path PLANTED = Path.of("src", "test", "mutations");
    private static final int MODES = 44;

    /** A class, or a method of it; the class's name is enough, as no two test classes share theirs. */
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

    private static final Pattern BUG = Pattern.compile("`([a-z/]+(?:-[a-z]+)+)`");
    private static final Pattern QUOTED = Pattern.compile("README: “([^”]+)”");

    private static List<String> rows() throws IOException {
        try (Stream<String> lines = Files.lines(TABLE)) {
            return lines.filter(line -> line.matches("\\| \\d+ \\|.*")).toList();
        }
    }

    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (String module : List.of("core", "apps", "bench")) {
            Path root = CHECKOUT.resolve(Path.of(module, "src", "test", "java"));
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith("Test.java")).toList())
                    sources.merge(
                            file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
            }
        }
        return sources;
    }

    @Test
    void shouldCoverEveryMode() throws IOException {
        List<String> rows = rows();
        for (int i = 1; i <= MODES; i++) {
            assertThat(rows.get(i - 1)).startsWith("| " + i + " | ");
            assertThat(TEST.matcher(rows.get(i - 1)).find()
                            || QUOTED.matcher(rows.get(i - 1)).find())
                    .as("a test, or a sentence of the README, in row %d", i)
                    .isTrue();
        }
        assertThat(rows).hasSize(MODES);
    }

    @Test
    void shouldNameTestsThatExist() throws IOException {
        Map<String, String> sources = testSources();
        for (String row : rows()) {
            for (Matcher named = TEST.matcher(row); named.find(); ) {
                assertThat(sources).containsKey(named.group(1));
                if (named.group(2) != null)
                    assertThat(sources.get(named.group(1)))
                            .as("%s.%s", named.group(1), named.group(2))
                            .containsPattern("\n    void " + named.group(2) + "\\(");
            }
        }
    }

    @Test
    void shouldNamePlantedBugsThatExist() throws IOException {
        for (String row : rows()) {
            for (Matcher named = BUG.matcher(row); named.find(); )
                assertThat(PLANTED.resolve(named.group(1) + ".patch")).exists();
        }
    }

    @Test
    void shouldQuoteTheReadme() throws IOException {
        String readme = Files.readString(CHECKOUT.resolve("README.md")).replaceAll("\\s+", " ");
        for (String row : rows()) {
            for (Matcher quoted = QUOTED.matcher(row); quoted.find(); )
                assertThat(readme).contains(quoted.group(1));
        }
    }
}
