package dev.penstock.bench.result;

import java.util.Objects;

/** A contender that was planned or left out. */
public record ContenderInfo(String name, String description) {
    public ContenderInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
    }
}
