package dev.penstock.bench.contender;

import dev.penstock.bench.work.Work;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** Blocking servers as the textbooks write them: a connection's thread reads from it, and writes to whom it may concern. */
final class TextbookConversations {
    private static final int BUFFER = 8 << 10;

    private TextbookConversations() {}

    static Conversation.Starter of(Work work) {
        return switch (work) {
            case ECHO -> socket -> () -> echo(socket);
            case FRAMED -> socket -> () -> framed(socket);
            case CHAT -> new TextbookChat();
        };
    }

    private static void echo(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) out.write(buffer, 0, count);
    }

    private static void framed(Socket socket) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        while (true) {
            int length = in.readInt();
            if (length < 0 || length > Work.MAX_FRAME) throw new IOException("frame too long");
            byte[] payload = new byte[length];
            in.readFully(payload);
            out.writeInt(length);
            out.write(payload);
            out.flush();
        }
    }
}
