package dev.penstock.bench.run;

import dev.penstock.bench.result.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Describes the machine that measures, so that somebody else can judge the figures. */
final class ThisMachine {
    private ThisMachine() {}

    static Machine describe() {
        return new Machine(
                valueOf("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                memoryBytes(),
                valueOf("/etc/os-release", "PRETTY_NAME", System.getProperty("os.name"))
                        .replace("\"", ""),
                System.getProperty("os.version"));
    }

    private static long memoryBytes() {
        String kilobytes = valueOf("/proc/meminfo", "MemTotal", "0").replaceAll("\\D", "");
        return Long.parseLong(kilobytes) << 10;
    }

    /** What stands behind a key and a colon or an equals sign. */
    private static String valueOf(String file, String key, String otherwise) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            return otherwise; // another system
        }
        for (String line : lines) {
            String[] parts = line.split("[:=]", 2);
            if (parts.length == 2 && parts[0].strip().equals(key)) return parts[1].strip();
        }
        return otherwise;
    }
}
