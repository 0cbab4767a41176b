package dev.penstock.apps.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import dev.penstock.apps.Signals;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A client in a process of its own, which can be stopped and continued. All it needs is bash. */
final class ClientProcess implements AutoCloseable {
    private final Process process;

    private ClientProcess(String script, ServerProcess server, Redirect out) throws IOException {
        String connect = "exec 3<>/dev/tcp/127.0.0.1/" + server.port() + "; ";
        process = new ProcessBuilder("bash", "-c", connect + script)
                .redirectOutput(out)
                .redirectError(Redirect.DISCARD) // that it was reset
                .start();
    }

    /** One that says nothing, and writes what it reads into a file. */
    static ClientProcess listener(ServerProcess server, Path out) throws IOException {
        return new ClientProcess("exec cat <&3", server, Redirect.to(out.toFile()));
    }

    /** One that sends for as long as anybody reads it. Stopped, it sends on, and reads no more. */
    static ClientProcess sender(ServerProcess server) throws IOException {
        var client =
                new ClientProcess("cat /dev/zero >&3 & echo sending; exec cat <&3 >/dev/null", server, Redirect.PIPE);
        assertThat(client.process.inputReader().readLine()).isEqualTo("sending");
        return client;
    }

    void stop() throws IOException, InterruptedException {
        Signals.stop(process.pid());
    }

    void goOn() throws IOException, InterruptedException {
        Signals.send(process.pid(), "CONT");
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(20, TimeUnit.SECONDS))
                .as("ended within 20 s")
                .isTrue();
        return process.exitValue();
    }

    /** Its kernel ends its connection in order, if it has read everything. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
