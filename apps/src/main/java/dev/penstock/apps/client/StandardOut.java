package dev.penstock.apps.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Standard output, which a reader may close, as {@code head} does, and which may be a full disk. */
final class StandardOut implements WritableByteChannel {
    private final WritableByteChannel out;

    StandardOut(WritableByteChannel out) {
        this.out = out;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        try {
            return out.write(bytes);
        } catch (IOException e) {
            String text = String.valueOf(e.getMessage());
            // A pipe's, or a socket's.
            if (text.contains("Broken pipe") || text.contains("reset")) throw new OutputClosedException(e);
            throw new IOException("cannot write standard output: " + text, e);
        }
    }

    @Override
    public boolean isOpen() {
        return out.isOpen();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
