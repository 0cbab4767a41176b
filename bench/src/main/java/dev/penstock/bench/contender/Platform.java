package dev.penstock.bench.contender;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * What a contender needs of the JVM and the system.
 *
 * @param missing why this JVM on this system can't run it; empty if it can
 * @param options what to start a JVM of a version with
 */
record Platform(Supplier<Optional<String>> missing, IntFunction<List<String>> options) {
    static final Platform ANY = new Platform(Optional::empty, java -> List.of());

    Optional<String> unavailable() {
        return missing.get();
    }

    List<String> jvmOptions(int javaFeature) {
        return options.apply(javaFeature);
    }
}
