package dev.penstock.bench.run;

import dev.penstock.apps.cli.Sizes;
import dev.penstock.bench.scenario.Parameter;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** An option for each parameter of the scenarios; it holds for all that have the parameter. */
final class ParameterOptions {
    private final Map<Parameter, OptionSpec> options = new EnumMap<>(Parameter.class);

    /** Adds them to a command, in the parameters' order. */
    void addTo(CommandSpec command) {
        for (Parameter parameter : Parameter.values()) {
            OptionSpec option = OptionSpec.builder("--" + parameter.label())
                    .type(Double.class)
                    .paramLabel(parameter.placeholder())
                    .converters(parameter.isSize() ? size() : number())
                    .description(parameter.description())
                    .build();
            command.addOption(option);
            options.put(parameter, option);
        }
    }

    private static ITypeConverter<Double> size() {
        var sizes = new Sizes();
        return text -> sizes.convert(text).doubleValue();
    }

    private static ITypeConverter<Double> number() {
        return text -> {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is not a number");
            }
        };
    }

    /** Those that were given. */
    Map<Parameter, Double> given() {
        Map<Parameter, Double> given = new EnumMap<>(Parameter.class);
        options.forEach((parameter, option) -> {
            Double value = option.getValue();
            if (value != null) given.put(parameter, value);
        });
        return given;
    }
}
