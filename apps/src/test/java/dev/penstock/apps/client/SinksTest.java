package dev.penstock.apps.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is received, as it is written: whatever the cuts, the same. */
@Timeout(20)
final class SinksTest {
    private static final byte[] NOTHING = {};

    private static Lines plain(WritableByteChannel out, String prefix, String suffix) {
        return new PlainLines(out, Cuts.utf8(prefix), Cuts.utf8(suffix));
    }

    private static Sink onTerminal(WritableByteChannel out, String prefix) {
        return new LineSplitter(new TerminalLines(out, prefix, () -> {}), true);
    }

    private static void shouldPrint(Function<WritableByteChannel, Sink> sinks, byte[] received, String printed)
            throws Exception {
        for (int seed = 0; seed < Cuts.SEEDS; seed++)
            assertThat(Cuts.printed(sinks, received, seed)).as("seed %d", seed).isEqualTo(printed);
    }

    @Test
    void shouldPutThePrefixBeforeEachLineAndTouchNothingElse() throws Exception {
        shouldPrint(
                out -> new LineSplitter(plain(out, "> ", "\n"), false),
                Cuts.utf8("one\r\n\n\rtwo\u001b[1m\nlast, without an end"),
                "> one\r\n> \n> \rtwo\u001b[1m\n> last, without an end");
    }

    @Test
    void shouldPrintEachFrameAsALine() throws Exception {
        byte[] frames = Cuts.frames("hi", "", "two\nlines", "grüß\r");
        shouldPrint(out -> new Unframer(plain(out, "", "\n")), frames, "hi\n\ntwo\nlines\ngrüß\r\n");
        shouldPrint(out -> new Unframer(plain(out, "> ", "\n")), frames, "> hi\n> \n> two\nlines\n> grüß\r\n");
    }

    @Test
    void shouldWriteNothingButPayloads() throws Exception {
        shouldPrint(out -> new Unframer(plain(out, "", "")), Cuts.frames("hi", "", "you\n"), "hiyou\n");
    }

    @Test
    void shouldLetNoControlOntoATerminal() throws Exception {
        shouldPrint(
                out -> onTerminal(out, ""),
                Cuts.utf8("tab\t esc\u001b[2J bell\u0007\r\nc1\u009b cr\rlf\n\u202ebidi ✓ 😀\nlast\r"),
                "tab\t esc\\x1b[2J bell\\x07\nc1\\x9b cr\\x0dlf\n\\u202ebidi ✓ 😀\nlast\\x0d");
        shouldPrint(out -> onTerminal(out, "> "), Cuts.utf8("a\nb"), "> a\n> b");
        shouldPrint(
                out -> onTerminal(out, ""),
                new byte[] {'a', (byte) 0xf0, (byte) 0x9f, '\n', (byte) 0xff, 'b'},
                "a\ufffd\n\ufffdb");
    }

    @Test
    void shouldShowAFrameOnOneLineOfATerminal() throws Exception {
        shouldPrint(
                out -> new Unframer(new TerminalLines(out, "", () -> {})),
                Cuts.frames("two\r\nlines", ""),
                "two\\x0d\\x0alines\n\n");
    }

    @Test
    void shouldShowALineOnATerminalBeforeItEnds() throws Exception {
        var out = new java.io.ByteArrayOutputStream();
        Sink sink = onTerminal(java.nio.channels.Channels.newChannel(out), "");
        sink.write(ByteBuffer.wrap(Cuts.utf8("login: ")));
        assertThat(out).hasToString("login: ");
    }

    @Test
    void shouldSayThatTheServerEndedInsideOfAFrame() {
        byte[] frames = Cuts.frames("hello");
        assertThatThrownBy(() ->
                        Cuts.printed(out -> new Unframer(plain(out, "", "")), java.util.Arrays.copyOf(frames, 7), 1))
                .hasMessage("the server ended inside of a frame, after 3 of its 5 bytes");
        assertThatThrownBy(() ->
                        Cuts.printed(out -> new Unframer(plain(out, "", "")), java.util.Arrays.copyOf(frames, 2), 1))
                .hasMessage("the server ended inside of a frame's length, after 2 bytes");
    }

    /** A length that is only claimed costs nothing. */
    @Test
    void shouldPassOnALongFrameAsItArrives() throws Exception {
        var out = new java.io.ByteArrayOutputStream();
        var sink = new Unframer(plain(java.nio.channels.Channels.newChannel(out), "", "\n"));
        sink.write(ByteBuffer.wrap(new byte[] {-1, -1, -1, -1, 'h', 'i'}));
        assertThat(out).hasToString("hi");
        assertThatThrownBy(sink::end).hasMessageContaining("after 2 of its 4294967295 bytes");
    }

    @Test
    void shouldWriteBytesAsTheyAre() throws Exception {
        shouldPrint(ChannelSink::new, Cuts.utf8("\u001b[31m\r\n\0"), "\u001b[31m\r\n\0");
        shouldPrint(ChannelSink::new, NOTHING, "");
    }
}
