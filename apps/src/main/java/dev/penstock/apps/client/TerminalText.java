package dev.penstock.apps.client;

import dev.penstock.SafeText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes that are UTF-8, or not, into text that is safe to show, wherever reads have cut them. No control reaches the terminal:
 * it appears as {@code \x1b}, and what is not UTF-8 as U+FFFD.
 */
final class TerminalText {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes = ByteBuffer.allocate(4 << 10);
    private final CharBuffer chars = CharBuffer.allocate(bytes.capacity());
    private final StringBuilder text = new StringBuilder();

    /** Takes all of a part; what it holds of a character may have to wait for the rest. */
    String decode(ByteBuffer part) {
        text.setLength(0);
        while (part.hasRemaining()) {
            bytes.position(bytes.position() + ByteRing.copy(part, bytes));
            decode(false);
        }
        return text.toString();
    }

    /** The end of a line: half of a character is none. */
    String finish() {
        text.setLength(0);
        decode(true);
        decoder.reset();
        return text.toString();
    }

    private void decode(boolean isEnd) {
        bytes.flip();
        decoder.decode(bytes, chars, isEnd);
        if (isEnd) decoder.flush(chars);
        bytes.compact();
        text.append(SafeText.escape(chars.flip().toString()));
        chars.clear();
    }
}
