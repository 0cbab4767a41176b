package dev.penstock.bench.result;

import java.util.Objects;

/**
 * Which cores the two sides were held to, as {@code taskset} names them, for example {@code 0} and {@code 1}.
 *
 * @param server empty: any
 * @param load empty: any
 */
public record Pinning(String server, String load) {
    public static final Pinning NONE = new Pinning("", "");

    public Pinning {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(load, "load");
    }
}
