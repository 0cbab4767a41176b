package dev.penstock.frame;

import dev.penstock.CloseReason;
import java.util.ArrayList;
import java.util.List;

/** Lines, looked at byte by byte, with a state for where in a telnet command (RFC 854) one is. */
final class NaiveLines {
    private enum State {
        TEXT,
        COMMAND,
        OPTION,
        SUBNEGOTIATION,
        SUBNEGOTIATION_COMMAND
    }

    private final int maxLine;
    private final boolean isTelnet;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private State state = State.TEXT;

    private NaiveLines(int maxLine, boolean isTelnet) {
        this.maxLine = maxLine;
        this.isTelnet = isTelnet;
    }

    static Reading read(byte[] wire, int maxLine, boolean isTelnet) {
        var reader = new NaiveLines(maxLine, isTelnet);
        for (byte b : wire) {
            if (!reader.take(b & 0xff)) return new Reading(reader.lines, CloseReason.FRAME_TOO_LONG);
        }
        if (!reader.line.isEmpty()) reader.lines.add(reader.payload());
        return new Reading(reader.lines, CloseReason.END_OF_INPUT);
    }

    /** False where the line is too long. */
    private boolean take(int b) {
        if (state == State.COMMAND && b < 236) state = State.TEXT; // a stray 0xFF
        boolean isEnd = b == '\n' && state == State.TEXT;
        if (!isEnd) line.append((char) b);
        if (payload().length() > maxLine) return false;
        if (isEnd) {
            lines.add(payload());
            line.setLength(0);
        } else if (isTelnet) {
            state = after(b);
        }
        return true;
    }

    private State after(int b) {
        return switch (state) {
            case TEXT -> b == 255 ? State.COMMAND : State.TEXT;
            case COMMAND -> b == 250 ? State.SUBNEGOTIATION : b > 250 && b < 255 ? State.OPTION : State.TEXT;
            case OPTION -> State.TEXT;
            case SUBNEGOTIATION -> b == 255 ? State.SUBNEGOTIATION_COMMAND : State.SUBNEGOTIATION;
            case SUBNEGOTIATION_COMMAND -> b == 240 ? State.TEXT : State.SUBNEGOTIATION;
        };
    }

    /** A CR before the end belongs to it, wherever it comes from. */
    private String payload() {
        int length = line.length();
        boolean hasReturn = length > 0 && line.charAt(length - 1) == '\r';
        return line.substring(0, hasReturn ? length - 1 : length);
    }
}
