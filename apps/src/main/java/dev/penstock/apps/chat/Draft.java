package dev.penstock.apps.chat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The line that is being written. There is one for the whole chat, in direct memory, because a line is copied into its
 * recipients' queues before the next one is begun.
 */
final class Draft {
    private final ByteBuffer buffer;

    /** Makes one with room for the longest line there can be. */
    Draft(int longestLine) {
        buffer = ByteBuffer.allocateDirect(longestLine);
    }

    Draft begin() {
        buffer.clear();
        return this;
    }

    Draft put(byte[] bytes) {
        buffer.put(bytes);
        return this;
    }

    /** Adds a part of an array. */
    Draft put(byte[] bytes, int from, int length) {
        buffer.put(bytes, from, length);
        return this;
    }

    /** Adds text that is safe already. */
    Draft put(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a peer's text, which is left as it is. */
    Draft putEscaped(ByteBuffer text) {
        Escaper.escape(text, buffer);
        return this;
    }

    int length() {
        return buffer.position();
    }

    /** Ends the line; it stays until the next one is begun. */
    ByteBuffer line() {
        return buffer.put((byte) '\n').flip();
    }

    /** A whole line that the server itself says. */
    ByteBuffer notice(String text) {
        return begin().put(Notices.MARK).put(text).line();
    }
}
