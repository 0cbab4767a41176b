package dev.penstock.frame;

import java.nio.ByteBuffer;

/** Lines that end in LF or CRLF, or with the input. */
final class LineFraming extends Framing {
    private static final byte LF = '\n';
    private static final byte CR = '\r';

    private final int maxLine;
    private final boolean isTelnet;

    LineFraming(int maxLine, boolean isTelnet) {
        this.maxLine = requireLength("maxLine", maxLine);
        this.isTelnet = isTelnet;
    }

    @Override
    public int readBuffer() {
        return Math.max(1 << 10, maxLine + 2); // the end
    }

    @Override
    int find(ByteBuffer input, int scanned) {
        int start = input.position();
        // With two bytes more than a line may have, either its end is among them or it is too long.
        int end = start + Math.min(input.remaining(), maxLine + 2);
        int at = start + scanned;
        while (at < end) {
            byte b = input.get(at);
            if (b == LF) return payloadLength(input, start, at) > maxLine ? TOO_LONG : at + 1 - start;
            if (b == Telnet.IAC && isTelnet) {
                int length = Telnet.skip(input, at, end);
                if (length == 0) break;
                at += length;
            } else {
                at++;
            }
        }
        return payloadLength(input, start, end) > maxLine ? TOO_LONG : start - at;
    }

    @Override
    void narrow(ByteBuffer input, int length) {
        int start = input.position();
        input.limit(start + payloadLength(input, start, start + length - 1));
    }

    @Override
    boolean narrowLast(ByteBuffer input) {
        input.limit(input.position() + payloadLength(input, input.position(), input.limit()));
        return true;
    }

    /** Without the CR that is, or may yet become, part of the line's end. */
    private static int payloadLength(ByteBuffer input, int start, int end) {
        return end > start && input.get(end - 1) == CR ? end - 1 - start : end - start;
    }
}
