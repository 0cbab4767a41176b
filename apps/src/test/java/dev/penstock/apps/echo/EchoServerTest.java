package dev.penstock.apps.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes come back exactly, however they are cut, whoever else is there. */
@Timeout(60)
final class EchoServerTest {
    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.start(EchoServer.class, "--port", "0", "--hard-limit", "16m");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void shouldReturnSixtyFourMegabytesExactly() throws Exception {
        try (Socket socket = server.connect()) {
            exchange(socket, 64 << 20, 1);
        }
    }

    @Test
    void shouldReturnMegabytesToFiveHundredPeersAtOnce() throws Exception {
        Socket[] sockets = new Socket[500];
        try {
            for (int i = 0; i < sockets.length; i++) sockets[i] = server.connect();
            byte[] data = random(1 << 20, 2);
            // Eight threads, each with many peers in flight: all send first, in turn, then all are read.
            CompletableFuture<?>[] threads = new CompletableFuture<?>[8];
            for (int t = 0; t < threads.length; t++) {
                int first = t;
                threads[t] = CompletableFuture.runAsync(() -> interleave(sockets, first, threads.length, data));
            }
            CompletableFuture.allOf(threads).join();
        } finally {
            for (Socket socket : sockets) if (socket != null) socket.close();
        }
    }

    private static void interleave(Socket[] sockets, int first, int step, byte[] data) {
        var random = new Random(first);
        try {
            for (int at = 0; at < data.length; ) {
                int length = Math.min(data.length - at, 1 + random.nextInt(100_000));
                for (int i = first; i < sockets.length; i += step)
                    sockets[i].getOutputStream().write(data, at, length);
                for (int i = first; i < sockets.length; i += step) {
                    byte[] back = sockets[i].getInputStream().readNBytes(length);
                    assertThat(Arrays.equals(back, 0, length, data, at, at + length))
                            .as("peer %d at %d", i, at)
                            .isTrue();
                }
                at += length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldReturnEverythingToAPeerThatReadsOnlyAfterItsEnd() throws Exception {
        byte[] data = random(10 << 20, 3);
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(data);
            socket.shutdownOutput();
            assertThat(Arrays.equals(socket.getInputStream().readAllBytes(), data))
                    .isTrue();
        }
    }

    @Test
    void shouldAnswerAPeerThatEndsItsInputAtOnce() throws Exception {
        for (int i = 0; i < 200; i++) {
            try (Socket socket = server.connect()) {
                socket.getOutputStream().write("date\n".getBytes());
                socket.shutdownOutput();
                assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("date\n");
            }
        }
    }

    /** Sends and receives at once, in pieces of random sizes. */
    private static void exchange(Socket socket, int length, long seed) throws Exception {
        byte[] data = random(length, seed);
        var writer = CompletableFuture.runAsync(() -> send(socket, data, new Random(seed)));
        var in = new DataInputStream(socket.getInputStream());
        var random = new Random(~seed);
        byte[] piece = new byte[1 << 17];
        for (int at = 0; at < length; ) {
            int n = Math.min(length - at, 1 + random.nextInt(piece.length));
            in.readFully(piece, 0, n);
            assertThat(Arrays.equals(piece, 0, n, data, at, at + n))
                    .as("at %d", at)
                    .isTrue();
            at += n;
        }
        writer.join();
        socket.shutdownOutput();
        assertThat(in.read()).as("nothing more").isEqualTo(-1);
    }

    private static void send(Socket socket, byte[] data, Random random) {
        try {
            OutputStream out = socket.getOutputStream();
            for (int at = 0; at < data.length; ) {
                int n = Math.min(data.length - at, 1 + random.nextInt(1 << 17));
                out.write(data, at, n);
                at += n;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] random(int length, long seed) {
        byte[] data = new byte[length];
        new Random(seed).nextBytes(data);
        return data;
    }
}
