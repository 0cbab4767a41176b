package dev.penstock.bench.result;

import com.google.gson.annotations.SerializedName;
import java.util.Objects;

/**
 * A number with a name.
 *
 * @param name for people, the same in all runs of a scenario, for example {@code p99} or {@code delivered to readers}
 * @param value finite
 * @param unit {@code ns}, {@code B}, {@code B/s}, {@code %} and {@code ""} are shown in their own way; others, such as
 *     {@code messages/s}, follow the number
 */
public record Figure(String name, double value, String unit, Better better) {
    public Figure {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(better, "better");
        if (name.isBlank()) throw new IllegalArgumentException("a figure must have a name");
        if (!Double.isFinite(value)) throw new IllegalArgumentException("figure " + name + " must be a finite number");
    }

    /** Which direction is better. */
    public enum Better {
        @SerializedName("higher")
        HIGHER,
        @SerializedName("lower")
        LOWER
    }
}
