package dev.penstock.apps.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/** Each line of the input as one frame, without its LF; the last one may lack that. */
final class LineFrames implements Source {
    /** 16 MiB: a line has to be held whole, as its length goes first. */
    static final int MAX_LINE = 16 << 20;

    private final ReadableByteChannel in;
    private final FileProgress progress;
    private byte[] line = new byte[1 << 10];
    private int length;
    private long number = 1;

    LineFrames(ReadableByteChannel in, FileProgress progress) {
        this.in = in;
        this.progress = progress;
    }

    @Override
    public void pour(ByteRing into) throws IOException, InterruptedException {
        ByteBuffer read = ByteBuffer.allocateDirect(ByteRing.PIECE);
        for (int got; (got = in.read(read.clear())) >= 0; progress.add(got)) {
            read.flip();
            while (read.hasRemaining()) {
                byte b = read.get();
                if (b == '\n') send(into);
                else append(b);
            }
        }
        if (length > 0) send(into);
    }

    private void append(byte b) throws IOException {
        if (length == MAX_LINE)
            throw new IOException(
                    "line " + number + " of the input is longer than " + MAX_LINE + " bytes; send it with --file");
        if (length == line.length) line = Arrays.copyOf(line, length * 2);
        line[length++] = b;
    }

    private void send(ByteRing into) throws InterruptedException {
        Frames.put(into, ByteBuffer.wrap(line, 0, length));
        length = 0;
        number++;
    }

    @Override
    public boolean isWhole() {
        return progress.isWhole();
    }
}
