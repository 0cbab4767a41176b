package dev.penstock.apps.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Sizes as {@code 65536}, {@code 64k}, {@code 1m}, {@code 2g}: powers of 1024. */
public final class Sizes implements ITypeConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([kmg]?)", Pattern.CASE_INSENSITIVE);

    /** Made by picocli. */
    public Sizes() {}

    @Override
    public Long convert(String value) {
        Matcher matcher = SIZE.matcher(value);
        if (!matcher.matches())
            throw new TypeConversionException("'" + value + "' is not a size; write 65536, 64k, 1m or 2g");
        int shift = switch (matcher.group(2).toLowerCase(java.util.Locale.ROOT)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        long number = Long.parseLong(matcher.group(1));
        if (number > Long.MAX_VALUE >> shift) throw new TypeConversionException("'" + value + "' is too large");
        return number << shift;
    }

    /**
     * Narrows a size of what lies in one buffer.
     *
     * @throws IllegalArgumentException if it is more than 1g
     */
    public static int ofBuffer(String name, long bytes) {
        if (bytes > 1 << 30) throw new IllegalArgumentException(name + " must be at most 1g");
        return (int) bytes;
    }
}
