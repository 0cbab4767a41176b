package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs the races under jcstress, which plays each of them some hundred thousand times, in several modes of the JVM's compilers, and
 * knows which outcomes are forbidden. {@code penstock.races} are jcstress's own options, such as {@code -t Wakeup} for some of the
 * races and {@code -time 10000} for ten seconds each and mode. What it says in full is in {@code target/races/index.html}.
 */
final class RacesTest {
    /**
     * Without the modes that compile each side of a race in another way, which are many and differ in nothing here. In short
     * strides, since a reactor has memory of its own.
     */
    private static final List<String> OPTIONS = List.of(
            "-iters", "1", "-f", "1", "-fsm", "1", "-sc", "false", "-strideSize", "16", "-strideCount", "16", "-v");

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void shouldComeToNothingForbidden() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "two threads race on two processors");
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), "org.openjdk.jcstress.Main", "-r", "races"));
        command.addAll(OPTIONS);
        command.addAll(List.of(System.getProperty("penstock.races").strip().split(" +")));
        Process jcstress = new ProcessBuilder(command)
                .directory(new File("target"))
                .redirectErrorStream(true)
                .start();
        try {
            jcstress.inputReader().lines().forEach(System.out::println);
            assertThat(jcstress.waitFor()).isZero();
        } finally {
            jcstress.destroy();
        }
    }
}
