package dev.penstock.apps.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Rates as {@code 10/s}, and {@code 0}. */
public final class Rates implements ITypeConverter<Integer> {
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})(/s)?");

    /** Made by picocli. */
    public Rates() {}

    @Override
    public Integer convert(String value) {
        Matcher matcher = RATE.matcher(value);
        if (!matcher.matches()) throw new TypeConversionException("'" + value + "' is not a rate; write 10/s");
        return Integer.valueOf(matcher.group(1));
    }
}
