package dev.penstock.apps.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/** Lines onto a terminal on which nobody types: safe to show, and shown before they end. */
final class TerminalLines implements Lines {
    private final WritableByteChannel out;
    private final String prefix;
    private final Runnable onFirst;
    private final TerminalText text = new TerminalText();
    private final StringBuilder waiting = new StringBuilder();
    private boolean hasBegun;

    /** @param onFirst leaves the terminal to us */
    TerminalLines(WritableByteChannel out, String prefix, Runnable onFirst) {
        this.out = out;
        this.prefix = prefix;
        this.onFirst = onFirst;
    }

    @Override
    public void begin() {
        if (!hasBegun) onFirst.run();
        hasBegun = true;
        waiting.append(prefix);
    }

    @Override
    public void write(ByteBuffer part) {
        waiting.append(text.decode(part));
    }

    @Override
    public void end() {
        waiting.append(text.finish()).append('\n');
    }

    @Override
    public void flush() throws IOException {
        if (waiting.isEmpty()) return;
        ByteBuffer bytes = ByteBuffer.wrap(waiting.toString().getBytes(StandardCharsets.UTF_8));
        waiting.setLength(0);
        while (bytes.hasRemaining()) out.write(bytes);
    }

    @Override
    public void close() throws IOException {
        waiting.append(text.finish());
        flush();
    }
}
