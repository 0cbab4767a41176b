package dev.penstock.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody watches. */
final class Terminal {
    private Terminal() {}

    /**
     * Whether standard output is a terminal. Asked of Linux, since {@link System#console()} has meant different things in
     * different JDKs, and asks for standard input as well.
     */
    static boolean isStandardOutput() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return System.console() != null;
        }
    }
}
