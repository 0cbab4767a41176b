package dev.penstock.apps.cli;

import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The defaults in which one server differs from another. */
public abstract class ServerDefaults implements IDefaultValueProvider {
    private final Map<String, String> values;

    protected ServerDefaults(Map<String, String> values) {
        this.values = values;
    }

    @Override
    public String defaultValue(ArgSpec arg) {
        return arg instanceof OptionSpec option ? values.get(option.longestName()) : null;
    }
}
