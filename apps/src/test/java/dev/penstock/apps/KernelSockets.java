package dev.penstock.apps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel holds of a server's connections, its ends alone, be they the process's still or orphans. What it says of the
 * whole machine counts everybody else's too.
 *
 * @param connections how many there are
 * @param bytes that wait in them, either way
 */
public record KernelSockets(int connections, long bytes) {
    private static final String LISTENING = "0A";

    /** Holds nothing, and many clients on a busy machine leave one on many a port. */
    private static final String TIME_WAIT = "06";

    /** Those whose local port this is. */
    public static KernelSockets ofPort(int port) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (Files.exists(Path.of(table))) lines.addAll(Files.readAllLines(Path.of(table)));
        }
        String suffix = String.format(":%04X", port);
        int connections = 0;
        long bytes = 0;
        for (String line : lines) {
            String[] fields =
                    line.strip().split(" +"); // number, local address, remote address, state, sending:receiving, ...
            if (!fields[1].endsWith(suffix) || List.of(LISTENING, TIME_WAIT).contains(fields[3])) continue;
            connections++;
            for (String queue : fields[4].split(":")) bytes += Long.parseLong(queue, 16);
        }
        return new KernelSockets(connections, bytes);
    }
}
