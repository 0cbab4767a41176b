package dev.penstock.frame;

import java.nio.ByteBuffer;

/** As much of telnet (RFC 854) as it takes to tell its commands from text. Its first byte, 0xFF, occurs in no UTF-8. */
public final class Telnet {
    /** "Interpret as command": the first byte of each. */
    public static final byte IAC = (byte) 255;

    private static final int FIRST_COMMAND = 236; // RFC 1184's, RFC 885's, and from 240 on RFC 854's
    private static final int SUBNEGOTIATION_END = 240;
    private static final int SUBNEGOTIATION = 250;
    private static final int FIRST_WITH_OPTION = 251; // WILL, WON'T, DO, DON'T

    private Telnet() {}

    /**
     * How long the command is that begins at an index; {@code IAC IAC}, which stands for one byte 0xFF, is one as well. Where
     * what follows is no command, the byte is a stray one, and stands for itself.
     *
     * @param input has {@link #IAC} at that index; neither position nor limit matter or move
     * @param at the index
     * @param end where the input ends
     * @return its length in bytes; 1 for a stray byte, 0 when it has not arrived whole
     */
    public static int skip(ByteBuffer input, int at, int end) {
        if (at + 1 >= end) return 0;
        int command = input.get(at + 1) & 0xff;
        if (command < FIRST_COMMAND) return 1;
        if (command == SUBNEGOTIATION) return skipSubnegotiation(input, at, end);
        int length = command >= FIRST_WITH_OPTION && command < 255 ? 3 : 2;
        return at + length <= end ? length : 0;
    }

    private static int skipSubnegotiation(ByteBuffer input, int at, int end) {
        for (int i = at + 2; i + 1 < end; i++) {
            if (input.get(i) != IAC) continue;
            if ((input.get(i + 1) & 0xff) == SUBNEGOTIATION_END) return i + 2 - at;
            i++; // an escaped 0xFF
        }
        return 0;
    }
}
