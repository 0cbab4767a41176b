package dev.penstock.bench.run;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines of a process that may have gone mad: none becomes longer than a limit. */
final class BoundedLines {
    private final InputStream in;
    private final int maxBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    BoundedLines(InputStream in, int maxBytes) {
        this.in = new BufferedInputStream(in, 64 << 10);
        this.maxBytes = maxBytes;
    }

    /**
     * The next line without its end, or null at the end of the input. What has no line end is no line.
     *
     * @throws IOException if the line is over the limit
     */
    String next() throws IOException {
        line.reset();
        for (int b; (b = in.read()) >= 0; line.write(b)) {
            if (b == '\n') return line.toString(StandardCharsets.UTF_8);
            if (line.size() == maxBytes) throw new IOException("a line of more than " + maxBytes + " bytes");
        }
        return null;
    }
}
