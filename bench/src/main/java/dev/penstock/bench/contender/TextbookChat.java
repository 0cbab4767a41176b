package dev.penstock.bench.contender;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A chat as the textbooks write it: a broadcast holds the one lock of the room until everybody has taken the line. */
final class TextbookChat implements Conversation.Starter {
    private final Lock lock = new ReentrantLock(); // synchronized would pin virtual threads before Java 24
    private final List<OutputStream> room = new ArrayList<>(); // guarded by the lock

    @Override
    public Conversation begin(Socket socket) throws IOException {
        var member = new Member(socket);
        locked(() -> room.add(member.out));
        return member;
    }

    private void broadcast(byte[] line, OutputStream sender) {
        locked(() -> {
            for (OutputStream member : room) if (member != sender) send(line, member);
        });
    }

    private static void send(byte[] line, OutputStream member) {
        try {
            member.write(line);
        } catch (IOException e) {
            // It has gone; its own thread notices and has it leave.
        }
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    private final class Member implements Conversation {
        private final LineInput in;
        private final OutputStream out;

        Member(Socket socket) throws IOException {
            in = new LineInput(socket.getInputStream());
            out = socket.getOutputStream();
        }

        @Override
        public void hold() throws IOException {
            for (byte[] line = in.readLine(); line != null; line = in.readLine()) broadcast(line, out);
        }

        @Override
        public void end() {
            locked(() -> room.remove(out));
        }
    }
}
