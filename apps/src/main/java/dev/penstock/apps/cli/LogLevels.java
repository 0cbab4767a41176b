package dev.penstock.apps.cli;

import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Log levels by their names in lower case. */
final class LogLevels implements ITypeConverter<Level> {
    @Override
    public Level convert(String value) {
        return Stream.of(Level.ERROR, Level.WARNING, Level.INFO, Level.DEBUG)
                .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'" + value + "' is not a log level; write error, warning, info or debug"));
    }
}
