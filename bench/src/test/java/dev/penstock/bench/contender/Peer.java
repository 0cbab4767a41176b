package dev.penstock.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;

/** A client with a blocking socket: what a server's user would be. */
final class Peer implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    private Peer(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream());
    }

    static Peer connect(ContenderServer server) throws IOException {
        return connect(server.port(), 0);
    }

    /** With a receive buffer of some size; 0 leaves it to the system. */
    static Peer connect(int port, int receiveBuffer) throws IOException {
        var socket = new Socket();
        if (receiveBuffer > 0) socket.setReceiveBufferSize(receiveBuffer);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return new Peer(socket);
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends while the caller reads. */
    CompletableFuture<Void> sendAside(byte[] bytes) {
        return CompletableFuture.runAsync(() -> {
            try {
                send(bytes);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    byte[] receive(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        assertThat(bytes).hasSize(count);
        return bytes;
    }

    /** The next line with its newline; null at the end. */
    byte[] receiveLine() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n') return line.toByteArray();
        }
        assertThat(line.size()).isZero();
        return null;
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Expects that nothing more comes: the server has closed, or reset because it left something unread. */
    void expectEnd() throws IOException {
        try {
            assertThat(in.read()).isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
