package dev.penstock.bench.result;

import java.util.Objects;

/**
 * What it was measured on.
 *
 * @param cpu the processor's name
 * @param cores those that the JVM may use
 * @param memoryBytes the machine's
 * @param os for example {@code Debian GNU/Linux 12}
 * @param kernel for example {@code 6.1.0-18-amd64}
 */
public record Machine(String cpu, int cores, long memoryBytes, String os, String kernel) {
    public Machine {
        Objects.requireNonNull(cpu, "cpu");
        Objects.requireNonNull(os, "os");
        Objects.requireNonNull(kernel, "kernel");
    }
}
