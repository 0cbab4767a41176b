package dev.penstock.apps.chat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Rates as {@code 10/s}, and {@code 0}. */
final class LineRates implements ITypeConverter<Integer> {
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})(/s)?");

    @Override
    public Integer convert(String value) {
        Matcher matcher = RATE.matcher(value);
        if (!matcher.matches())
            throw new TypeConversionException("'" + value + "' is not a rate; write 10/s, or 0 for unlimited");
        return Integer.valueOf(matcher.group(1));
    }
}
