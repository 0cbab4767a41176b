package dev.penstock.apps.chat;

import dev.penstock.sim.SimNetwork;
import dev.penstock.sim.SimSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** One end of a chat, on a simulated network: it sends what it is given, and keeps what it hears. */
final class ChatEar {
    /** Of a socket, in either direction; more would take longer to be made than all that happens there. */
    static final int BUFFER = 4 << 10;

    private final SimSocket socket;
    private final ByteBuffer scratch = ByteBuffer.allocate(BUFFER);
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private boolean isOver;

    ChatEar(SimNetwork network, int port, int server, int receiveBuffer) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        socket = network.connect(new InetSocketAddress(loopback, port), new InetSocketAddress(loopback, server));
        socket.sendBuffer(BUFFER);
        socket.receiveBuffer(receiveBuffer);
    }

    /** False where its connection has ended. */
    boolean send(byte[] bytes) {
        if (isOver) return false;
        try {
            int taken = socket.write(ByteBuffer.wrap(bytes), bytes.length);
            if (taken < bytes.length) throw new IllegalArgumentException("an input larger than a socket's buffer");
        } catch (IOException e) {
            over();
        }
        return !isOver;
    }

    /** Reads all that has arrived. */
    void hear() {
        try {
            for (int got = 1; !isOver && got > 0; ) {
                got = socket.read(scratch.clear(), scratch.capacity());
                heard.write(scratch.array(), 0, Math.max(0, got));
                if (got < 0) over();
            }
        } catch (IOException e) {
            over();
        }
    }

    void leave() {
        if (!isOver) socket.shutdownOutput();
    }

    private void over() {
        isOver = true;
        socket.close();
    }

    /** What it has heard, a byte a character. */
    String bytes() {
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /** The same as text; it must be well-formed. */
    String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(heard.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8: " + bytes(), e);
        }
    }
}
