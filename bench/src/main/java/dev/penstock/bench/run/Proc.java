package dev.penstock.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux tells of a process and of its network memory. Each figure is -1 where it cannot be had. */
final class Proc {
    private static final long TICK_MILLIS = 10; // USER_HZ is 100 on every platform the JVM runs on
    private static final long PAGE_BYTES = 4096;

    private Proc() {}

    /** Resident memory and threads of a process. */
    record Status(long residentBytes, int threads) {}

    static Status status(long pid) {
        long resident = -1;
        int threads = -1;
        for (String line : read("/proc/" + pid + "/status").split("\n")) {
            if (line.startsWith("VmRSS:")) resident = firstNumber(line) << 10;
            if (line.startsWith("Threads:")) threads = (int) firstNumber(line);
        }
        return new Status(resident, threads);
    }

    /** User and system time of a process. */
    static long cpuMillis(long pid) {
        String stat = read("/proc/" + pid + "/stat");
        int nameEnd = stat.lastIndexOf(')'); // the name may hold anything
        if (nameEnd < 0) return -1;
        String[] fields = stat.substring(nameEnd + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MILLIS;
    }

    /** Memory of all TCP sockets of the system, or of this network namespace's system: who else uses TCP is in it. */
    static long tcpMemoryBytes() {
        for (String line : read("/proc/net/sockstat").split("\n")) {
            if (!line.startsWith("TCP:")) continue;
            int at = line.indexOf(" mem ");
            if (at >= 0) return firstNumber(line.substring(at)) * PAGE_BYTES;
        }
        return -1;
    }

    private static long firstNumber(String text) {
        String digits = text.replaceFirst("^\\D*", "").replaceFirst("\\D.*$", "");
        return digits.isEmpty() ? -1 : Long.parseLong(digits);
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            return ""; // another system, or the process is gone
        }
    }
}
