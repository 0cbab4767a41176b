package dev.penstock.apps.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, and {@code 0}. */
public final class Durations implements ITypeConverter<Duration> {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    /** Made by picocli. */
    public Durations() {}

    @Override
    public Duration convert(String value) {
        if (value.equals("0")) return Duration.ZERO;
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches())
            throw new TypeConversionException("'" + value + "' is not a duration; write 500ms, 30s, 5m or 1h");
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
