package dev.penstock.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Which cores the server and the load run on. They must not compete for one, or the figures say how the scheduler divided it.
 * A server has one core on every machine, so that figures of machines with two and with sixty-four can be compared.
 *
 * @param server the core of the server, or -1 when nothing is pinned
 * @param load the core of the load, or -1
 */
record Cores(int server, int load) {
    static final Cores NONE = new Cores(-1, -1);

    /** The first two cores this process may use, if there are two and {@code taskset} works; else nothing is pinned. */
    static Cores ofThisMachine() {
        List<Integer> cores = allowedCores();
        if (cores.size() < 2) return NONE;
        int server = cores.get(0);
        List<Integer> siblings = siblings(server);
        int load = cores.stream()
                .filter(core -> !siblings.contains(core))
                .findFirst()
                .orElse(cores.get(1));
        var both = new Cores(server, load);
        return works(both.onLoadCore(List.of("true"))) ? both : NONE;
    }

    boolean isPinned() {
        return server >= 0;
    }

    List<String> onServerCore(List<String> command) {
        return on(server, command);
    }

    List<String> onLoadCore(List<String> command) {
        return on(load, command);
    }

    /** A sentence for the plan and the report. */
    String describe() {
        return isPinned()
                ? "server pinned to core " + server + ", load to core " + load
                : "not pinned: server and load may compete for a core";
    }

    private static List<String> on(int core, List<String> command) {
        if (core < 0) return command;
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
        pinned.addAll(command);
        return pinned;
    }

    private static boolean works(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A container may have been given cores 3 and 7 of many. */
    private static List<Integer> allowedCores() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status")))
                if (line.startsWith("Cpus_allowed_list:"))
                    return cores(line.substring(line.indexOf(':') + 1).strip());
        } catch (IOException e) {
            // Another system.
        }
        return List.of();
    }

    /** Those that share a physical core with one, itself among them: they would take its time from each other. */
    private static List<Integer> siblings(int core) {
        try {
            return cores(
                    Files.readString(Path.of("/sys/devices/system/cpu/cpu" + core + "/topology/thread_siblings_list"))
                            .strip());
        } catch (IOException e) {
            return List.of(core);
        }
    }

    /** {@code 0-1,4} is 0, 1 and 4. */
    static List<Integer> cores(String list) {
        List<Integer> cores = new ArrayList<>();
        for (String range : list.split(",")) {
            String[] ends = range.split("-");
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int core = Integer.parseInt(ends[0]); core <= last; core++) cores.add(core);
        }
        return cores;
    }
}
