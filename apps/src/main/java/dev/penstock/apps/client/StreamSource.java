package dev.penstock.apps.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Bytes as they are. */
final class StreamSource implements Source {
    private final ReadableByteChannel in;
    private final FileProgress progress;

    /** @param progress notes how much was read; of size 0 where that is not known */
    StreamSource(ReadableByteChannel in, FileProgress progress) {
        this.in = in;
        this.progress = progress;
    }

    @Override
    public void pour(ByteRing into) throws IOException, InterruptedException {
        while (true) {
            ByteBuffer space = into.awaitSpace();
            int got = in.read(space.limit(Math.min(space.limit(), space.position() + ByteRing.PIECE)));
            if (got < 0) return;
            progress.add(got);
            into.filled(got);
        }
    }

    @Override
    public boolean isWhole() {
        return progress.isWhole();
    }
}
