package dev.penstock;

import java.time.Duration;

/** The checks that options share: each names the option and says what is allowed. */
final class Limits {
    private static final Duration CENTURY = Duration.ofDays(36_500);

    private Limits() {}

    static void requireBetween(String name, long value, long min, long max) {
        if (value < min || value > max)
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", not " + value);
    }

    static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero())
            throw new IllegalArgumentException(name + " must be more than zero, not " + value.toMillis() + " ms");
    }

    static void requireNotNegative(String name, Duration value) {
        if (value.isNegative())
            throw new IllegalArgumentException(name + " must not be negative, not " + value.toMillis() + " ms");
    }

    /** Nanoseconds, where more than a century is a century: far from the clock's overflow. */
    static long nanos(Duration value) {
        return (value.compareTo(CENTURY) > 0 ? CENTURY : value).toNanos();
    }
}
