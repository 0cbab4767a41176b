package dev.penstock.bench.scenario;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Values of a scenario's parameters, in range. Does not change. */
public final class Parameters {
    private final Map<Parameter, Double> values;

    private Parameters(Map<Parameter, Double> values) {
        values.forEach(Parameter::check);
        this.values = values;
    }

    /** None. */
    static Parameters none() {
        return new Parameters(new EnumMap<>(Parameter.class));
    }

    /**
     * The same with one that is added or changed.
     *
     * @throws IllegalArgumentException if the value is out of range; the message is for people
     */
    public Parameters with(Parameter parameter, double value) {
        Map<Parameter, Double> changed = new EnumMap<>(values);
        changed.put(parameter, value);
        return new Parameters(changed);
    }

    /** The same, with those of the others that are also here. */
    Parameters withThoseOf(Map<Parameter, Double> others) {
        Map<Parameter, Double> changed = new EnumMap<>(values);
        others.forEach(changed::replace);
        return new Parameters(changed);
    }

    /** Which there are. */
    public Set<Parameter> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** The value of one that there is. */
    public double get(Parameter parameter) {
        Double value = values.get(parameter);
        if (value == null) throw new IllegalArgumentException("there is no " + parameter.label() + " here");
        return value;
    }

    int whole(Parameter parameter) {
        return (int) get(parameter);
    }

    long millis(Parameter parameter) {
        return Math.round(get(parameter) * 1000);
    }

    /** As results have them. */
    public Map<String, String> show() {
        Map<String, String> shown = new LinkedHashMap<>();
        values.forEach((parameter, value) -> shown.put(parameter.label(), parameter.show(value)));
        return shown;
    }
}
