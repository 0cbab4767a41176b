package dev.penstock.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Signals to a process, as {@code kill} sends them. */
public final class Signals {
    private Signals() {}

    public static void send(long pid, String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-s", name, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).as("kill -s %s", name).isZero();
    }

    /** Sends STOP, and waits until none of its threads runs any more. */
    public static void stop(long pid) throws IOException, InterruptedException {
        send(pid, "STOP");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            for (String thread : new File("/proc/" + pid + "/task").list()) {
                String stat = Files.readString(Path.of("/proc/" + pid + "/task/" + thread + "/stat"));
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') return false;
            }
            return true;
        });
    }
}
