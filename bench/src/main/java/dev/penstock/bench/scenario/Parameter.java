package dev.penstock.bench.scenario;

import java.util.Locale;

/** What can be set in a scenario. Each is an option of {@code run} of the same name. */
public enum Parameter {
    CONNECTIONS("connections", "", 1, 57_000, "Connections at once, of the peers that are measured."),
    SPEAKERS("speakers", "", 1, 10_000, "Of a chat's measured members, how many speak."),
    STALLED(
            "stalled",
            "",
            1,
            19_000,
            "Peers beside those that are measured which stop reading, or send all they can and never read."),
    SLOW_SENDERS("slow-senders", "", 1, 57_000, "Peers beside those that are measured which send a byte a second."),
    IDLE("idle", "", 1, 57_000, "Peers that do nothing."),
    SIZE("size", "B", 1, 1_000_000, "Bytes a message, such as 64 or 16k."),
    IN_FLIGHT("in-flight", "", 1, 10_000, "Messages that each connection has under way where replies start the next."),
    RATE(
            "rate",
            "/s",
            1,
            10_000_000,
            "Messages a second over all peers, due whether or not replies come; the ladder's first step."),
    BOUND("bound", "ms", 0.01, 10_000, "What the 99th percentile must stay under in the ladder, in milliseconds."),
    WARM_UP("warm-up", "s", 0, 3600, "Driven and not counted, at the start of a load."),
    SECONDS("seconds", "s", 0.05, 86_400, "Measured, in each load.");

    private final String label;
    private final String unit;
    private final double min;
    private final double max;
    private final String description;

    Parameter(String label, String unit, double min, double max, String description) {
        this.label = label;
        this.unit = unit;
        this.min = min;
        this.max = max;
        this.description = description;
    }

    /** Its name in results; with two dashes in front, the option. */
    public String label() {
        return label;
    }

    /** What it is, in a sentence, for the help. */
    public String description() {
        return description;
    }

    /** Whether it is a number of bytes, which may be written as 16k. */
    public boolean isSize() {
        return unit.equals("B");
    }

    /** What stands for its value in the help. */
    public String placeholder() {
        return switch (unit) {
            case "B" -> "SIZE";
            case "ms" -> "MS";
            case "s" -> "SECONDS";
            default -> "N";
        };
    }

    /** A value as people write it, with its unit. */
    public String show(double value) {
        String number = value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%s", value);
        return unit.isEmpty() ? number : unit.equals("/s") ? number + unit : number + " " + unit;
    }

    /** Whether times and shares of a unit may be broken numbers; there are only whole messages and connections. */
    private boolean isWhole() {
        return !unit.equals("s") && !unit.equals("ms");
    }

    /**
     * Checks a value.
     *
     * @throws IllegalArgumentException if it is out of range; the message is for people
     */
    void check(double value) {
        boolean isNumber = Double.isFinite(value) && (!isWhole() || value == Math.rint(value));
        if (!isNumber || value < min || value > max)
            throw new IllegalArgumentException("--" + label + " must be " + (isWhole() ? "a whole number of " : "")
                    + bound(min) + " to " + bound(max) + ", not " + bound(value));
    }

    private static String bound(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
