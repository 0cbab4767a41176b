package dev.penstock.bench.report.standing;

import dev.penstock.bench.result.Outcome;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Phrases that sentences are made of. */
public final class Words {
    private Words() {}

    /** What somebody did who ended so. */
    public static String of(Outcome.Kind kind) {
        return switch (kind) {
            case OK -> "ended";
            case DIED -> "died";
            case FROZE -> "froze";
            case REFUSED -> "refused connections";
            case UNAVAILABLE -> "is not available here";
        };
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    public static String list(List<String> items) {
        int last = items.size() - 1;
        if (last <= 0) return String.join("", items);
        return String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }

    /** To begin a sentence or a title with; {@code p99} stays as it is. */
    public static String capital(String text) {
        boolean isWord = text.length() > 1 && Character.isLetter(text.charAt(0)) && Character.isLetter(text.charAt(1));
        return isWord ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text;
    }

    static String inRounds(int count, int of) {
        if (count < of) return " in " + count + " of " + of + " rounds";
        return of == 1 ? " in its only round" : of == 2 ? " in both rounds" : " in all " + of + " rounds";
    }

    /** How another number relates to this one; empty when that says nothing. */
    static String relation(double other, double own, String unit) {
        if (unit.equals("%")) // a percentage of percentages is not what anybody expects
        return twoDigits(Math.abs(other - own)) + " points " + (other > own ? "more" : "less");
        if (own <= 0 || other < 0) return "";
        double ratio = other / own;
        if (ratio >= 1.95) return twoDigits(ratio) + " times as much";
        double percent = Math.abs(ratio - 1) * 100;
        // Two digits less than 100 % would be 100 % before everything is gone.
        String size = percent > 99 && percent < 100 ? "more than 99" : twoDigits(percent);
        return size + "\u00a0%" + (ratio > 1 ? " more" : " less");
    }

    private static String twoDigits(double value) {
        if (!Double.isFinite(value)) return "∞";
        return Quantity.format(
                BigDecimal.valueOf(value).round(new MathContext(2)).doubleValue(), "");
    }
}
