package dev.penstock.apps.client;

import dev.penstock.apps.Penstock;
import dev.penstock.apps.Shell;
import java.io.IOException;
import java.util.Map;

/** The client as a user launches it, from bash: {@code $CLIENT} in a command is it. */
final class ClientShell {
    private ClientShell() {}

    /** Runs a bash command and returns what it has printed. */
    static String run(String command) throws IOException, InterruptedException {
        return runWith("", command);
    }

    /** The same with options for the client's JVM. */
    static String runWith(String jvmOptions, String command) throws IOException, InterruptedException {
        return Shell.run(Map.of("CLIENT", client(jvmOptions)), command);
    }

    static String client(String jvmOptions) {
        String java = ProcessHandle.current().info().command().orElseThrow();
        // The class path holds the line editor's native library, which the jar's manifest lets be loaded.
        String access = Runtime.version().feature() >= 24 ? " --enable-native-access=ALL-UNNAMED" : "";
        return java + " -ea -XX:+UseSerialGC -XX:TieredStopAtLevel=1" + access + " " + jvmOptions + " -cp "
                + System.getProperty("java.class.path") + " " + Penstock.class.getName() + " client";
    }
}
