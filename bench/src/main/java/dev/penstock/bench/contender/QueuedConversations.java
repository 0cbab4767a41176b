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
import java.util.concurrent.atomic.LongAdder;

/**
 * Blocking servers as a good engineer writes them today. In a {@link QueuedChat}, where others write to a connection, it has a
 * bounded queue and a second thread, so that nobody waits for it. In echo and framed its own thread alone writes; there that
 * thread's blocking is all the backpressure there need be, and a queue would only cost.
 */
final class QueuedConversations {
    private static final int BUFFER = 16 << 10;

    private QueuedConversations() {}

    /**
     * Conversations on threads of a kind.
     *
     * @param missed counts the messages that found a queue full
     */
    static Conversation.Starter of(Work work, ThreadKind kind, LongAdder missed) {
        return switch (work) {
            case ECHO -> socket -> () -> echo(socket);
            case FRAMED -> socket -> () -> framed(socket);
            case CHAT -> new QueuedChat(kind, missed);
        };
    }

    private static void echo(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) out.write(buffer, 0, count);
    }

    /** Replies to frames that have arrived together leave together. */
    private static void framed(Socket socket) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
        var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER));
        while (true) {
            int length = in.readInt();
            if (length < 0 || length > Work.MAX_FRAME) throw new IOException("frame too long");
            byte[] payload = in.readNBytes(length); // memory follows what arrives
            if (payload.length < length) return;
            out.writeInt(length);
            out.write(payload);
            if (in.available() == 0) out.flush();
        }
    }
}
