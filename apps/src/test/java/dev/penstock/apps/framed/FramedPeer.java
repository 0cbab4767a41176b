package dev.penstock.apps.framed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Random;

/** A client of the framed server. */
final class FramedPeer implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    FramedPeer(ServerProcess server) throws IOException {
        socket = server.connect();
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    static byte[] payload(int length, long seed) {
        byte[] payload = new byte[length];
        new Random(seed).nextBytes(payload);
        return payload;
    }

    static byte[] frame(byte[] payload) {
        return ByteBuffer.allocate(4 + payload.length)
                .putInt(payload.length)
                .put(payload)
                .array();
    }

    static byte[] glue(byte[]... pieces) {
        var glued = new ByteArrayOutputStream();
        for (byte[] piece : pieces) glued.writeBytes(piece);
        return glued.toByteArray();
    }

    /** Only the claim. */
    static byte[] header(int length) {
        return ByteBuffer.allocate(4).putInt(length).array();
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    void endInput() throws IOException {
        socket.shutdownOutput();
    }

    byte[] receive() throws IOException {
        byte[] payload = new byte[in.readInt()];
        in.readFully(payload);
        return payload;
    }

    void expect(byte[] payload) throws IOException {
        assertThat(java.util.Arrays.equals(receive(), payload))
                .as("frame of %d bytes", payload.length)
                .isTrue();
    }

    void expectEnd() throws IOException {
        assertThat(in.read()).as("end of stream").isEqualTo(-1);
    }

    int localPort() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
