package dev.penstock.apps.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Bytes as they are. */
final class ChannelSink implements Sink {
    private final WritableByteChannel out;

    ChannelSink(WritableByteChannel out) {
        this.out = out;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) out.write(bytes);
    }

    @Override
    public void end() throws IOException {
        out.close();
    }
}
