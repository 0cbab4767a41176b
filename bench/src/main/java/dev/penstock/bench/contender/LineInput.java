package dev.penstock.bench.contender;

import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines of bytes from a blocking stream, newlines included: {@code BufferedReader} without what it does to bytes. */
final class LineInput {
    /** What a {@code BufferedInputStream} has. */
    private static final int BUFFER = 8 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;

    LineInput(InputStream in) {
        this.in = in;
    }

    /**
     * Waits for the next line.
     *
     * @return the line with its newline, or null at the end of input; a line that it cuts short is none
     * @throws IOException if it is longer than allowed, or the connection has failed
     */
    byte[] readLine() throws IOException {
        int scanned = start;
        while (true) {
            for (int i = scanned; i < end; i++) {
                if (buffer[i] != '\n') continue;
                byte[] line = Arrays.copyOfRange(buffer, start, i + 1);
                start = i + 1;
                return line;
            }
            if (end - start > Work.MAX_LINE) throw new IOException("line longer than " + Work.MAX_LINE + " bytes");
            makeRoom();
            scanned = end;
            int count = in.read(buffer, end, buffer.length - end);
            if (count < 0) return null;
            end += count;
        }
    }

    /** At least one byte of it. */
    private void makeRoom() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, Work.MAX_LINE + 1));
    }
}
