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
    static final Platform VIRTUAL_THREADS = new Platform(ThreadKind::virtualUnavailable, java -> List.of());

    /** Netty reaches for memory and native code in ways of which the JVM warns from Java 24 on, on standard error. */
    static Platform netty(Supplier<Optional<String>> missing) {
        return new Platform(
                missing,
                java -> java < 24
                        ? List.of()
                        : List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
    }

    Optional<String> unavailable() {
        return missing.get();
    }

    List<String> jvmOptions(int javaFeature) {
        return options.apply(javaFeature);
    }
}
