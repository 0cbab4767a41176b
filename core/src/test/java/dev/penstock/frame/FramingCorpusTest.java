package dev.penstock.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.fuzz.Corpus;
import dev.penstock.fuzz.Pieces;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the fuzzer has found worth keeping, and that it would notice a decoder that is wrong. */
@Timeout(60)
final class FramingCorpusTest {
    private static final int MAX_LINE = 20;
    private static final List<byte[]> COMMAND_WITH_LINE_END = Pieces.whole("a\u00ff\u00fd\nb\n".getBytes(ISO_8859_1));

    @Test
    void shouldReadTheCorpusOfLengthPrefixedFrames() {
        assertThat(new Corpus("length-prefixed").replay(LengthPrefixedTarget::fuzzerTestOneInput))
                .isPositive();
    }

    @Test
    void shouldReadTheCorpusOfLines() {
        assertThat(new Corpus("line").replay(LineTarget::fuzzerTestOneInput)).isPositive();
    }

    @Test
    void shouldNoticeAnotherReading() {
        Reading telnet = NaiveLines.read(COMMAND_WITH_LINE_END.get(0), MAX_LINE, true);
        telnet.requireSame(read(Framing.telnetLines(MAX_LINE), 0, COMMAND_WITH_LINE_END));
        assertThatThrownBy(() -> telnet.requireSame(read(Framing.lines(MAX_LINE), 0, COMMAND_WITH_LINE_END)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("should be");
    }

    @Test
    void shouldNoticeALineThatIsFoundTooLongTooLate() {
        List<byte[]> pieces = Pieces.whole("x".repeat(MAX_LINE + 2).getBytes(ISO_8859_1));
        assertThatThrownBy(() -> read(Framing.lines(MAX_LINE + 2), 0, pieces))
                .isInstanceOf(AssertionError.class)
                .hasMessage("22 bytes are neither taken nor too long; should be 21");
    }

    @Test
    void shouldNoticeAHandlerThatFails() {
        var failing = new FrameNotes(0) {
            @Override
            public void onTooLong(dev.penstock.Connection connection) {
                throw new IllegalStateException("out of order");
            }
        };
        List<byte[]> pieces = Pieces.whole("x".repeat(MAX_LINE + 1).getBytes(ISO_8859_1));
        assertThatThrownBy(() -> FrameTrial.read(Framing.lines(MAX_LINE), failing, MAX_LINE + 1, pieces))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("out of order");
    }

    private static Reading read(Framing framing, int refusals, List<byte[]> pieces) {
        return FrameTrial.read(framing, new FrameNotes(refusals), MAX_LINE + 1, pieces);
    }
}
