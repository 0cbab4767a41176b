package dev.penstock.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ChildProcessTest {
    private static final long SOON = 50_000_000; // nanoseconds
    private static final long LATE = 10_000_000_000L;

    @Test
    void shouldHearWhatItSays() throws Exception {
        try (var child = shell("read line; echo \"heard $line\"; read line")) {
            child.say("us");
            assertThat(child.nextLine(System.nanoTime() + LATE)).isEqualTo("heard us");
            assertThat(child.isAlive()).isTrue();
        }
    }

    @Test
    void shouldTellOfItsLastWords() throws Exception {
        try (var child = shell("printf 'out of \\033[31mpatience\\n\\tat Frame.of(it)\\n' >&2; exit 3")) {
            Failure failure = failureOf(child, LATE);
            assertThat(failure.kind()).isEqualTo(Failure.Kind.DIED);
            assertThat(failure).hasMessage("server ended with status 3: out of \\x1b[31mpatience");
        }
    }

    @Test
    void shouldNotWaitForEver() throws Exception {
        try (var child = shell("echo thinking >&2; sleep 60 & wait")) {
            Failure failure = failureOf(child, SOON);
            assertThat(failure.kind()).isEqualTo(Failure.Kind.FROZE);
            assertThat(failure).hasMessageStartingWith("server said nothing more in time");
        }
    }

    @Test
    void shouldRefuseALineWithoutEnd() throws Exception {
        try (var child = shell("exec tr '\\0' x < /dev/zero")) {
            Failure failure = failureOf(child, LATE);
            assertThat(failure.kind()).isEqualTo(Failure.Kind.GARBAGE);
            assertThat(failure).hasMessage("server printed a line of more than 16777216 bytes");
        }
    }

    @Test
    void shouldKeepTheEndOfALongStory() throws Exception {
        try (var child = shell("seq 1 100000 >&2; exit 1")) {
            assertThat(failureOf(child, LATE).getMessage())
                    .hasSizeLessThan(ErrorTail.MAX_BYTES * 2)
                    .endsWith("| 99999 | 100000");
        }
    }

    @Test
    void shouldEndWhoDoesNotEndByItself() throws Exception {
        ChildProcess child = shell("trap '' TERM; while true; do sleep 0.1; done");
        child.close();
        assertThat(child.isAlive()).isFalse();
    }

    private static Failure failureOf(ChildProcess child, long nanos) {
        return catchThrowableOfType(Failure.class, () -> child.nextLine(System.nanoTime() + nanos));
    }

    private static ChildProcess shell(String script) throws Exception {
        return ChildProcess.start("server", List.of("bash", "-c", script));
    }
}
