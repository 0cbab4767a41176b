package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class SafeTextTest {
    /** Unicode's property Bidi_Control, and the line and paragraph separators. */
    private static final Set<Integer> INVISIBLE = Set.of(
            0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x2028,
            0x2029);

    @Test
    void shouldEscapeEveryControlButTabAndNothingElse() {
        Set<Integer> expected = IntStream.rangeClosed(0, 0xffff)
                .filter(c -> Character.isISOControl(c) && c != '\t' || INVISIBLE.contains(c))
                .boxed()
                .collect(Collectors.toSet());

        Set<Integer> escaped = IntStream.rangeClosed(0, 0xffff)
                .filter(c -> !SafeText.escape(String.valueOf((char) c)).equals(String.valueOf((char) c)))
                .boxed()
                .collect(Collectors.toSet());

        assertThat(escaped).isEqualTo(expected);
    }

    @Test
    void shouldLeaveNothingUnsafeBehind() {
        var all = new StringBuilder();
        for (int c = 0; c < 0x3000; c++) all.append((char) c);

        String safe = SafeText.escape(all.toString());

        assertThat(safe.chars())
                .noneMatch(c -> Character.isISOControl(c) && c != '\t')
                .noneMatch(INVISIBLE::contains);
    }

    @ParameterizedTest
    @CsvSource({"0, \\x00", "10, \\x0a", "13, \\x0d", "27, \\x1b", "127, \\x7f", "128, \\x80", "155, \\x9b"})
    void shouldShowControlsInHex(int control, String shown) {
        assertThat(SafeText.escape("a" + (char) control + "b")).isEqualTo("a" + shown + "b");
    }

    @ParameterizedTest
    @CsvSource({"1564, \\u061c", "8238, \\u202e", "8297, \\u2069", "8232, \\u2028"})
    void shouldShowDirectionAndSeparatorsAsCodePoints(int control, String shown) {
        assertThat(SafeText.escape((char) control + "x")).isEqualTo(shown + "x");
    }

    @Test
    void shouldDefuseATerminalSequence() {
        assertThat(SafeText.escape("\u001b]0;title\u0007\u001b[2J")).isEqualTo("\\x1b]0;title\\x07\\x1b[2J");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "tab\there", "Grüße, Привет, שלום", "中文 \ud83d\ude00", "back\\slash", "\u00a0"})
    void shouldReturnTextThatIsSafeAsItIs(String text) {
        assertThat(SafeText.escape(text)).isSameAs(text);
    }
}
