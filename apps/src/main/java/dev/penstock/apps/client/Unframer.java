package dev.penstock.apps.client;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes into frames, wherever reads have cut them. A frame is passed on as it arrives, so its length needs no limit. */
final class Unframer implements Sink {
    private final Lines frames;
    private final ByteBuffer header = ByteBuffer.allocate(Frames.HEADER_BYTES);
    private long length;
    private long left; // of the frame's payload

    Unframer(Lines frames) {
        this.frames = frames;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (left == 0) readHeader(bytes);
            else readPayload(bytes);
        }
        frames.flush();
    }

    private void readHeader(ByteBuffer bytes) throws IOException {
        header.put(bytes.get());
        if (header.hasRemaining()) return;
        length = Integer.toUnsignedLong(header.getInt(0));
        left = length;
        header.clear();
        frames.begin();
        if (left == 0) frames.end();
    }

    private void readPayload(ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        int part = (int) Math.min(left, bytes.remaining());
        left -= part;
        frames.write(bytes.limit(bytes.position() + part));
        bytes.limit(end);
        if (left == 0) frames.end();
    }

    @Override
    public boolean isHolding() {
        return frames.isHolding();
    }

    @Override
    public void release() throws IOException {
        frames.release();
    }

    @Override
    public void end() throws IOException {
        frames.close();
        if (left > 0)
            throw new IOException(
                    "the server ended inside of a frame, after " + (length - left) + " of its " + length + " bytes");
        if (header.position() > 0)
            throw new IOException("the server ended inside of a frame's length, after " + header.position() + " bytes");
    }
}
