package dev.penstock.bench.work;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a server does with what it is sent. Every contender does the same, and the load checks that it did. */
public enum Work {
    /** Bytes come back, in order, cut and joined as TCP likes. */
    ECHO("every byte comes back"),
    /** Frames of four bytes of length, unsigned and big-endian, and a payload come back whole and in order. */
    FRAMED("every length-prefixed frame comes back, whole"),
    /**
     * Lines go, with their newline and otherwise as they are, to all other connections; each sender's in order. What the end
     * of input cuts short is no line. Connections enter in the order in which they are accepted: when a line of one has been
     * read, all that were accepted before it are sent it, too.
     */
    CHAT("every line goes to all other connections");

    /** Longest payload of a frame, in bytes, none is legal; who claims more is disconnected. A textbook's limit. */
    public static final int MAX_FRAME = 1_000_000;

    /** Longest line without its newline, in bytes; who sends a longer one is disconnected. More than anybody types. */
    public static final int MAX_LINE = 64 << 10;

    private final String description;

    Work(String description) {
        this.description = description;
    }

    /**
     * Finds the work of a name.
     *
     * @param label what {@link #toString} says
     * @return the work
     * @throws IllegalArgumentException if there is none; the message names those that are
     */
    public static Work of(String label) {
        return Arrays.stream(values())
                .filter(work -> work.toString().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such work: " + label + "; there are "
                        + Arrays.stream(values()).map(Work::toString).collect(Collectors.joining(", "))));
    }

    /** What the server does, in a few words. */
    public String description() {
        return description;
    }

    /** Its name on command lines and in results, such as {@code echo}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
