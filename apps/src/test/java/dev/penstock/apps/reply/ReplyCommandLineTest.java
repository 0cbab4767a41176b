package dev.penstock.apps.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.Penstock;
import dev.penstock.apps.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user types. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
final class ReplyCommandLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--hard-limit 4|--hard-limit (4) must hold the reply: at least 5;",
                "--lines --hard-limit 5|--hard-limit (5) must hold the reply: at least 6;",
                "--lines --max-line 1m|--hard-limit (262144) must hold a maximal line: at least 1048576;",
                "--lines --max-line 0|--max-line must be 1 to",
                "--max-line 100|--max-line is about lines; it needs --lines",
                "--frame-timeout 30s|--frame-timeout is about lines; it needs --lines",
                "--soft-time 10s|Unknown option"
            })
    void shouldRefuseAWrongOptionInOneLine(String args, String expected) throws Exception {
        assertThat(ServerProcess.refusal(2, Penstock.class, ("reply " + args).split(" ")))
                .startsWith("reply-server: ")
                .contains(expected);
    }

    @Test
    void shouldTellItsDefaults() throws Exception {
        assertThat(ServerProcess.help(Penstock.class, "reply"))
                .containsSubsequence("--text=TEXT", "Default: world.")
                .containsSubsequence("--max-line=SIZE", "Default: 4096")
                .containsSubsequence("--frame-timeout=DURATION", "Default: 30s")
                .containsSubsequence("--port=N", "Default: 1234.")
                .containsSubsequence("--hard-limit=SIZE", "Default: 256k");
    }
}
