package dev.penstock.apps.chat;

import dev.penstock.frame.Telnet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A line as its sender meant it: without telnet commands. What is kept here is valid until the next line.
 *
 * <p>Nearly every line has none, and is then used where it lies.
 */
final class LineText {
    private final ByteBuffer stripped;

    LineText(int maxLine) {
        stripped = ByteBuffer.allocateDirect(maxLine);
    }

    /** The line without telnet commands; {@code IAC IAC} is the byte 0xFF, and so is an IAC that begins none. */
    ByteBuffer of(ByteBuffer line) {
        int end = line.limit();
        int at = line.position();
        while (at < end && line.get(at) != Telnet.IAC) at++;
        return at == end ? line : strip(line, at);
    }

    private ByteBuffer strip(ByteBuffer line, int firstCommand) {
        int start = line.position();
        int end = line.limit();
        stripped.clear().put(0, line, start, firstCommand - start).position(firstCommand - start);
        for (int at = firstCommand; at < end; ) {
            byte b = line.get(at);
            if (b != Telnet.IAC) {
                stripped.put(b);
                at++;
                continue;
            }
            int length = Telnet.skip(line, at, end);
            if (length == 0) break; // the input has ended inside of it
            boolean isText = length == 1 || length == 2 && line.get(at + 1) == Telnet.IAC;
            if (isText) stripped.put(Telnet.IAC);
            at += length;
        }
        return stripped.flip();
    }

    /** The same as a string; for commands, whose text is looked at. */
    static String decode(ByteBuffer text) {
        byte[] bytes = new byte[text.remaining()];
        text.get(text.position(), bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
