package dev.penstock.bench.run;

import dev.penstock.bench.scenario.Scenario;
import dev.penstock.bench.scenario.Scenarios;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A scenario's name on a command line. */
final class ScenarioConverter implements ITypeConverter<Scenario> {
    @Override
    public Scenario convert(String name) {
        return Scenarios.ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("there is no scenario '" + name + "'; list shows them"));
    }
}
