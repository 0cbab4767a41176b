package dev.penstock.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Passes lines to all other members, or what a test makes of them. */
final class TestChat implements TestServer.Talk {
    /** What members hear instead of a line. */
    interface Distortion {
        List<String> of(String line, int count);
    }

    private final Distortion distortion;
    private final List<Socket> members = new ArrayList<>();
    private String greeting = "";
    private boolean tellsTheSpeaker;
    private int lines;

    TestChat(Distortion distortion) {
        this.distortion = distortion;
    }

    static TestChat faithful() {
        return new TestChat((line, count) -> List.of(line));
    }

    /** Only lines that a load says, and not those that call its roll, are distorted. */
    static TestChat distorting(Distortion distortion) {
        return new TestChat((line, count) -> line.contains(" 99999 ") ? List.of(line) : distortion.of(line, count));
    }

    TestChat greeting(String text) {
        greeting = text;
        return this;
    }

    TestChat tellingTheSpeaker() {
        tellsTheSpeaker = true;
        return this;
    }

    @Override
    public void with(Socket socket) throws IOException {
        synchronized (this) {
            members.add(socket);
            socket.getOutputStream().write(greeting.getBytes(StandardCharsets.UTF_8));
        }
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line; (line = in.readLine()) != null; ) pass(socket, line);
    }

    private synchronized void pass(Socket from, String line) throws IOException {
        if (!line.contains(" 99999 ")) lines++;
        var text = new StringBuilder();
        for (String heard : distortion.of(line, lines)) text.append(heard).append('\n');
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (Socket member : members)
            if (member != from || tellsTheSpeaker) member.getOutputStream().write(bytes);
    }
}
