package dev.penstock.apps.client;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes into lines, wherever reads have cut them. */
final class LineSplitter implements Sink {
    private static final byte CR = '\r';
    private static final byte LF = '\n';

    private final Lines lines;
    private final boolean stripsCr;
    private boolean isInside; // of a line
    private boolean hasCr; // held back: it may belong to the line's end

    /** @param stripsCr whether a CR in front of LF belongs to the end of the line; otherwise it belongs to the line */
    LineSplitter(Lines lines, boolean stripsCr) {
        this.lines = lines;
        this.stripsCr = stripsCr;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        while (bytes.hasRemaining()) {
            if (!isInside) lines.begin();
            isInside = true;
            int at = bytes.position();
            while (at < end && bytes.get(at) != LF) at++;
            part(bytes.limit(at), at < end);
            bytes.limit(end);
            if (at < end) endLine(bytes);
        }
        lines.flush();
    }

    private void endLine(ByteBuffer bytes) throws IOException {
        bytes.get();
        lines.end();
        isInside = false;
    }

    private void part(ByteBuffer part, boolean isLast) throws IOException {
        if (!part.hasRemaining() && isLast) hasCr = false;
        if (!part.hasRemaining()) return;
        putCr();
        int end = part.limit();
        boolean endsInCr = stripsCr && part.get(end - 1) == CR;
        hasCr = endsInCr && !isLast;
        lines.write(part.limit(endsInCr ? end - 1 : end));
        part.limit(end).position(end);
    }

    private void putCr() throws IOException {
        if (hasCr) lines.write(ByteBuffer.wrap(new byte[] {CR}));
        hasCr = false;
    }

    @Override
    public boolean isHolding() {
        return lines.isHolding();
    }

    @Override
    public void release() throws IOException {
        lines.release();
    }

    @Override
    public void end() throws IOException {
        putCr();
        lines.close();
    }
}
