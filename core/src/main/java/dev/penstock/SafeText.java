package dev.penstock;

import java.util.HexFormat;

/** Text from a peer, made safe to show: nothing in it can move a cursor, hide itself or run backwards. */
public final class SafeText {
    private static final HexFormat HEX = HexFormat.of();

    private SafeText() {}

    /**
     * Escapes what a terminal or a log would act upon: C0 controls but tab, DEL and C1 controls as {@code \x1b};
     * bidirectional controls and line separators as {@code \}{@code u202e}.
     *
     * @param text any text
     * @return the same text when there is nothing to escape
     */
    public static String escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnsafe(text.charAt(i))) return escapeFrom(text, i);
        }
        return text;
    }

    private static String escapeFrom(String text, int first) {
        var safe = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isUnsafe(c)) safe.append(c);
            else if (c < 0x100) safe.append("\\x").append(HEX.toHexDigits((byte) c));
            else safe.append("\\u").append(HEX.toHexDigits(c));
        }
        return safe.toString();
    }

    private static boolean isUnsafe(char c) {
        if (c >= ' ' && c < 0x7f || c == '\t') return false;
        boolean isControl = c < ' ' || (c >= 0x7f && c < 0xa0);
        // UAX #9: marks, embeddings and overrides, isolates; and the separators that some viewers break lines at.
        boolean isBidirectional = c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
        return isControl || isBidirectional || c == 0x2028 || c == 0x2029;
    }
}
