package dev.penstock.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class LineFramingTest {
    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1)).asReadOnlyBuffer();
    }

    private static List<String> linesOf(Framing framing, String text) {
        ByteBuffer input = bytes(text);
        List<String> lines = new ArrayList<>();
        for (int length; (length = framing.find(input, 0)) > 0; ) {
            int next = input.position() + length;
            framing.narrow(input, length);
            lines.add(ISO_8859_1.decode(input).toString());
            input.limit(input.capacity()).position(next);
        }
        return lines;
    }

    @Test
    void shouldEndLinesAtLfAndCrlfOnly() {
        assertThat(linesOf(Framing.lines(16), "one\ntwo\r\n\n\r\na\rb\r\r\nrest"))
                .containsExactly("one", "two", "", "", "a\rb\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void shouldTakeALineOfJustTheLimitWithoutItsEnd(String end) {
        Framing framing = Framing.lines(4);
        assertThat(framing.find(bytes("four" + end), 0)).isEqualTo(4 + end.length());
        assertThat(framing.find(bytes("fiver" + end), 0)).isEqualTo(Framing.TOO_LONG);
    }

    /** The CR may be the first half of an end, the LF may follow; anything else may not. */
    @ParameterizedTest
    @CsvSource({"four, false", "fiver, true", "'four\r', false", "'four\rx', true", "'four\r\r', true"})
    void shouldRefuseAnUnfinishedLineAsSoonAsItIsTooLong(String text, boolean isTooLong) {
        assertThat(Framing.lines(4).find(bytes(text), 0) == Framing.TOO_LONG).isEqualTo(isTooLong);
    }

    @Test
    void shouldNotLookAtTheSameBytesTwice() {
        Framing framing = Framing.lines(16);
        assertThat(framing.find(bytes("abc"), 0)).isEqualTo(-3);
        assertThat(framing.find(bytes("\n\n\nde"), 3)).isEqualTo(-5);
        assertThat(framing.find(bytes("abcde\n"), 5)).isEqualTo(6);
    }

    /** Option 10, NAOCRD, has the line feed's number, and a subnegotiation may hold anything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u00ff\u00fd\nb\nc",
                "a\u00ff\u00fa\u0018\n\u00ff\u00ff\n\u00ff\u00f0b\nc",
                "a\u00ff\u00f1b\nc",
                "a\u00ff\u00ffb\nc"
            })
    void shouldNotEndALineInsideOfATelnetCommand(String text) {
        assertThat(linesOf(Framing.telnetLines(64), text)).containsExactly(text.substring(0, text.lastIndexOf('\n')));
    }

    /** What follows is no command's number, so it is a stray byte of no use, and not worth the line's end. */
    @ParameterizedTest
    @ValueSource(strings = {"a\u00ff\nb\n", "a\u00ff\r\nb\n"})
    void shouldEndALineBehindAByteThatBeginsNoTelnetCommand(String text) {
        assertThat(linesOf(Framing.telnetLines(64), text)).containsExactly("a\u00ff", "b");
    }

    @Test
    void shouldWaitForTheRestOfATelnetCommand() {
        Framing framing = Framing.telnetLines(64);
        assertThat(framing.find(bytes("ab\u00ff"), 0)).isEqualTo(-2);
        assertThat(framing.find(bytes("ab\u00ff\u00fd"), 2)).isEqualTo(-2);
        assertThat(framing.find(bytes("ab\u00ff\u00fd\nc\n"), 2)).isEqualTo(7);
    }

    @Test
    void shouldRefuseATelnetCommandThatNeverEnds() {
        String endless = "\u00ff\u00fa" + "x".repeat(100);
        assertThat(Framing.telnetLines(64).find(bytes(endless), 0)).isEqualTo(Framing.TOO_LONG);
    }

    @Test
    void shouldTakeTelnetCommandsForTextWhereNobodySpeaksIt() {
        assertThat(linesOf(Framing.lines(64), "a\u00ff\u00fd\nb\n")).containsExactly("a\u00ff\u00fd", "b");
    }

    @Test
    void shouldTakeTheRestForALineAtTheEndOfInput() {
        ByteBuffer rest = bytes("rest\r");
        assertThat(Framing.lines(16).narrowLast(rest)).isTrue();
        assertThat(ISO_8859_1.decode(rest).toString()).isEqualTo("rest");
    }
}
