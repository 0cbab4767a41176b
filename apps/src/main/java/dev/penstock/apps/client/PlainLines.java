package dev.penstock.apps.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Lines into a file or a pipe, byte for byte, with something around each. */
final class PlainLines implements Lines {
    private static final int BUFFER_BYTES = 16 << 10;

    private final WritableByteChannel out;
    private final byte[] prefix;
    private final byte[] suffix;
    private final ByteBuffer waiting = ByteBuffer.allocateDirect(BUFFER_BYTES);

    PlainLines(WritableByteChannel out, byte[] prefix, byte[] suffix) {
        this.out = out;
        this.prefix = prefix;
        this.suffix = suffix;
    }

    @Override
    public void begin() throws IOException {
        write(ByteBuffer.wrap(prefix));
    }

    @Override
    public void write(ByteBuffer part) throws IOException {
        if (part.remaining() > waiting.remaining()) flush();
        if (part.remaining() <= waiting.remaining()) waiting.put(part);
        else while (part.hasRemaining()) out.write(part);
    }

    @Override
    public void end() throws IOException {
        write(ByteBuffer.wrap(suffix));
    }

    @Override
    public void flush() throws IOException {
        waiting.flip();
        while (waiting.hasRemaining()) out.write(waiting);
        waiting.clear();
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }
}
