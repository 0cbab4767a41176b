package dev.penstock.bench.work;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A work on a command line. */
public final class WorkConverter implements ITypeConverter<Work> {
    @Override
    public Work convert(String value) {
        try {
            return Work.of(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
