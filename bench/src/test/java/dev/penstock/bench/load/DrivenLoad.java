package dev.penstock.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The {@code drive} command with its standard streams in our hands: a connection, as its ends may be of different threads. */
final class DrivenLoad implements AutoCloseable {
    private final Socket ours;
    private final Socket its;
    private final BufferedReader said;
    private final CompletableFuture<Void> driving;
    private final List<LoadEvent> events = new ArrayList<>();

    DrivenLoad(boolean selfTest) throws IOException {
        try (var meeting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ours = new Socket(meeting.getInetAddress(), meeting.getLocalPort());
            its = meeting.accept();
        }
        said = new BufferedReader(new InputStreamReader(ours.getInputStream(), StandardCharsets.UTF_8));
        driving = CompletableFuture.runAsync(() -> drive(selfTest));
    }

    private void drive(boolean selfTest) {
        try (its;
                OutputStream out = its.getOutputStream()) {
            DriveCommand.drive(its.getInputStream(), new PrintStream(out, true, StandardCharsets.UTF_8), selfTest);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives it a plan, and waits for the result. */
    LoadResult say(LoadPlan plan) throws IOException {
        ours.getOutputStream().write((PlanJson.of(plan) + "\n").getBytes(StandardCharsets.UTF_8));
        while (true) {
            String line = said.readLine();
            LoadEvent event = PlanJson.event(line);
            if (event.event().equals("result")) return PlanJson.result(line);
            events.add(event);
        }
    }

    /** The same, and nothing more. */
    LoadResult sayLast(LoadPlan plan) throws IOException {
        ours.getOutputStream().write((PlanJson.of(plan) + "\n").getBytes(StandardCharsets.UTF_8));
        ours.shutdownOutput();
        String last = null;
        for (String line; (line = said.readLine()) != null; ) last = line;
        return PlanJson.result(last);
    }

    /** What it has told of. */
    List<LoadEvent> events() {
        return events;
    }

    /** Ends its input, and waits for its end. */
    @Override
    public void close() throws IOException {
        if (!ours.isOutputShutdown()) ours.shutdownOutput();
        driving.orTimeout(10, TimeUnit.SECONDS).join();
        ours.close();
    }
}
