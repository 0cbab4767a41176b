package dev.penstock.bench.contender;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A contender on a command line. */
public final class ContenderConverter implements ITypeConverter<Contender> {
    @Override
    public Contender convert(String value) {
        try {
            return Contender.of(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
