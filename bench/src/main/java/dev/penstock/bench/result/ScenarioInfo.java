package dev.penstock.bench.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A scenario as it was run.
 *
 * @param parameters name to value, the same for all contenders and rounds
 * @param judgedBy names of the figures that decide, the first of which its verdict is about; the same name in
 *     {@link Run#figures()}
 */
public record ScenarioInfo(String name, String description, Map<String, String> parameters, List<String> judgedBy) {
    public ScenarioInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        judgedBy = List.copyOf(judgedBy);
    }
}
