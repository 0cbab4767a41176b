package dev.penstock.bench.report.standing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers with units, written for people: three digits, and the unit in which they are short. */
public final class Quantity {
    private static final MathContext DIGITS = new MathContext(3);
    private static final char NO_BREAK = '\u00a0'; // between a number and its unit
    private static final double EXACT = 1e15; // beyond it a double has no units any more

    private Quantity() {}

    /** For example {@code 1.25 ms}, {@code 32 MiB}, {@code 104,000 messages/s}. */
    public static String format(double value, String unit) {
        return join(bare(value, unit), stepOf(value, unit).symbol());
    }

    /** For example {@code 1.1 to 1.3 ms}; one number when both are written alike. */
    public static String range(double min, double max, String unit) {
        String low = format(min, unit);
        String high = format(max, unit);
        if (low.equals(high)) return high;
        return (areAlike(min, max, unit) ? bare(min, unit) : low) + " to " + high;
    }

    /** Beside a median that says the unit: {@code 1.1 to 1.3}; nothing when all three are written alike. */
    public static String beside(double median, double min, double max, String unit) {
        String range = range(min, max, unit);
        if (range.equals(format(median, unit))) return "";
        boolean isSaid = areAlike(min, max, unit) && areAlike(median, max, unit);
        return isSaid ? bare(min, unit) + " to " + bare(max, unit) : range;
    }

    private static boolean areAlike(double one, double other, String unit) {
        return stepOf(one, unit).equals(stepOf(other, unit));
    }

    /** For a column whose head says the unit, unless that changes with the size: {@code 104,000}, {@code 1.25 ms}. */
    public static String cell(double value, String unit) {
        return isScaled(unit) || unit.equals("%") ? format(value, unit) : bare(value, unit);
    }

    private static String bare(double value, String unit) {
        return number(value / stepOf(value, unit).factor(), unit);
    }

    /** For an axis whose title has the unit, if it is not one that is scaled: {@code 20 ms}, {@code 40 k}. */
    public static String tick(double value, String unit) {
        if (!stepOf(value, unit).symbol().equals(unit) || isScaled(unit)) return format(value, unit);
        double size = Math.abs(value);
        if (size >= 1e9) return digits(value / 1e9) + NO_BREAK + "G";
        if (size >= 1e6) return digits(value / 1e6) + NO_BREAK + "M";
        return size >= 1e4 ? digits(value / 1e3) + NO_BREAK + "k" : digits(value);
    }

    /** Whether numbers say their unit themselves, as it changes with their size. */
    public static boolean isScaled(String unit) {
        return switch (unit) {
            case "ns", "ms", "s", "B", "B/s" -> true;
            default -> false;
        };
    }

    /** What a number of this size is divided by. */
    public static double factor(double value, String unit) {
        return stepOf(value, unit).factor();
    }

    private record Step(double factor, String symbol) {}

    private static Step stepOf(double value, String unit) {
        return switch (unit) {
            case "ns" -> time(value, 1);
            case "ms" -> time(value, 1e6);
            case "s" -> time(value, 1e9);
            case "B" -> bytes(value, "");
            case "B/s" -> bytes(value, "/s");
            default -> new Step(1, unit);
        };
    }

    private static Step time(double value, double nanos) {
        double size = Math.abs(value) * nanos;
        if (size >= 999.5e6 || value == 0 && nanos == 1e9) return new Step(1e9 / nanos, "s");
        if (size >= 999.5e3 || value == 0) return new Step(1e6 / nanos, "ms");
        return size >= 999.5 ? new Step(1e3 / nanos, "µs") : new Step(1 / nanos, "ns");
    }

    private static Step bytes(double value, String per) {
        double size = Math.abs(value);
        if (size >= 999.5 * (1 << 20)) return new Step(1 << 30, "GiB" + per);
        if (size >= 999.5 * (1 << 10)) return new Step(1 << 20, "MiB" + per);
        return size >= 1000 ? new Step(1 << 10, "KiB" + per) : new Step(1, "B" + per);
    }

    private static String number(double value, String unit) {
        boolean isCount = !isScaled(unit) && !unit.endsWith("/s") && value == Math.rint(value);
        if (isCount && Math.abs(value) < EXACT) return grouped(BigDecimal.valueOf((long) value));
        // What is missing from a whole is what matters there: 99.97 % is not 100 %.
        boolean isAlmostAll = unit.equals("%") && value > 99 && value < 100;
        return isAlmostAll ? grouped(BigDecimal.valueOf(Math.floor(value * 100) / 100)) : digits(value);
    }

    private static String digits(double value) {
        if (!Double.isFinite(value)) return "∞";
        return grouped(BigDecimal.valueOf(value).round(DIGITS));
    }

    private static String grouped(BigDecimal value) {
        if (Math.abs(value.doubleValue()) >= EXACT)
            return value.stripTrailingZeros().toString();
        return new DecimalFormat("#,##0.#########", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    private static String join(String number, String symbol) {
        return symbol.isEmpty() ? number : number + NO_BREAK + symbol;
    }
}
