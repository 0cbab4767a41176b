package dev.penstock.apps.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** A file of known size as frames of one size, the last one shorter; it is never in memory as a whole. */
final class FileFrames implements Source {
    private final ReadableByteChannel file;
    private final FileProgress progress;
    private final long chunk;

    /** @param chunk the longest payload of a frame */
    FileFrames(ReadableByteChannel file, FileProgress progress, long chunk) {
        this.file = file;
        this.progress = progress;
        this.chunk = chunk;
    }

    /** An empty file is one empty frame. */
    @Override
    public void pour(ByteRing into) throws IOException, InterruptedException {
        do {
            long length = Math.min(chunk, progress.size() - progress.read());
            Frames.putHeader(into, length);
            stream(length, into);
        } while (!progress.isWhole());
    }

    private void stream(long length, ByteRing into) throws IOException, InterruptedException {
        for (long left = length; left > 0; ) {
            ByteBuffer space = into.awaitSpace();
            int most = (int) Math.min(left, Math.min(space.remaining(), ByteRing.PIECE));
            int got = file.read(space.limit(space.position() + most));
            if (got < 0) throw new IOException("the file became shorter while it was sent");
            left -= got;
            progress.add(got);
            into.filled(got);
        }
    }

    @Override
    public boolean isWhole() {
        return progress.isWhole();
    }
}
