package dev.penstock.apps.chat;

import java.util.Objects;

/**
 * What holds in a chat.
 *
 * @param maxLine longest line, in bytes, telnet commands counted
 * @param maxRooms most rooms at once, the lobby counted
 * @param history lines that a room keeps for those who come; 0 is none
 * @param maxLineRate lines that a member may send in a second; 0 is unlimited
 * @param motd what everybody is told on arrival
 * @param hardLimit the listener's: most bytes that wait for one peer
 */
public record ChatOptions(int maxLine, int maxRooms, int history, int maxLineRate, Motd motd, long hardLimit) {
    /** 4096 bytes: some sixty lines of a screen, and what most line-based protocols allow. */
    public static final int DEFAULT_MAX_LINE = 4096;

    /** 1024: more than anybody finds by {@code /rooms}, while all of them together are small. */
    public static final int DEFAULT_MAX_ROOMS = 1024;

    /** 16 MiB: escaped, it is four times as much, and still one message. */
    public static final int LARGEST_MAX_LINE = 16 << 20;

    /** 65,536: an empty room is some hundred bytes, and {@code /rooms} tells them all. */
    public static final int LARGEST_MAX_ROOMS = 1 << 16;

    /** 10,000 lines: more is for a log file. Half of the hard limit bounds it as well. */
    public static final int LARGEST_HISTORY = 10_000;

    /** 1,000,000 lines a second: nobody is slower for it. */
    public static final int LARGEST_LINE_RATE = 1_000_000;

    /** 1 KiB: whatever the server says that quotes no line of a member's, two names in it. */
    private static final int LONGEST_NOTICE = 1 << 10;

    /** Beside the line and one name: what a notice that quotes a line says itself. */
    private static final int AROUND_A_LINE = 64;

    /**
     * Checks the values; the components say what they mean.
     *
     * @throws IllegalArgumentException if a value is out of its range, or does not fit the hard limit
     */
    public ChatOptions {
        Objects.requireNonNull(motd, "motd");
        requireBetween("--max-line", maxLine, 1, LARGEST_MAX_LINE);
        requireBetween("--max-rooms", maxRooms, 1, LARGEST_MAX_ROOMS);
        requireBetween("--history", history, 0, LARGEST_HISTORY);
        requireBetween("--max-line-rate", maxLineRate, 0, LARGEST_LINE_RATE);
        if (longestMessage(maxLine) > hardLimit)
            throw new IllegalArgumentException("--hard-limit (" + hardLimit + ") must hold a line of --max-line ("
                    + maxLine + ") with every byte escaped: at least " + longestMessage(maxLine));
        if (motd.bytes() > mostMotdBytes(hardLimit))
            throw new IllegalArgumentException("--hard-limit (" + hardLimit
                    + ") must be at least four times the --motd (" + motd.bytes() + " bytes when it is told)");
    }

    /** The defaults, with a hard limit of 1 MiB. */
    public static ChatOptions defaults() {
        return new ChatOptions(DEFAULT_MAX_LINE, DEFAULT_MAX_ROOMS, 0, 0, Motd.NONE, 1 << 20);
    }

    /** The longest line that is ever sent, its end included. */
    int longestMessage() {
        return (int) longestMessage(maxLine);
    }

    /** Half of what may wait for a peer: so who comes is not told more than it may be owed. */
    long mostHistoryBytes() {
        return hardLimit / 2;
    }

    private static long longestMessage(int maxLine) {
        return Math.max(LONGEST_NOTICE, (long) Escaper.GROWTH * maxLine + NameRules.MAX_BYTES + AROUND_A_LINE);
    }

    /** A quarter: with the history's half there is room for more beside them. */
    private static long mostMotdBytes(long hardLimit) {
        return hardLimit / 4;
    }

    private static void requireBetween(String name, long value, long min, long max) {
        if (value < min || value > max)
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", not " + value);
    }
}
