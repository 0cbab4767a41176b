package dev.penstock.bench.result;

import java.util.Objects;

/**
 * A moment.
 *
 * @param text what happened, for example {@code 10 peers stop reading}
 */
public record Mark(double seconds, String text) {
    public Mark {
        Objects.requireNonNull(text, "text");
        if (!Double.isFinite(seconds)) throw new IllegalArgumentException("a mark's seconds must be a finite number");
    }
}
