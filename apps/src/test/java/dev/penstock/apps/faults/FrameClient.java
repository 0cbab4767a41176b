package dev.penstock.apps.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Sends numbered frames without a pause, some of them ahead of their answers, until the server ends. */
final class FrameClient {
    private static final int FRAME_BYTES = 1000;
    private static final int MOST_AHEAD = 64;

    private final Semaphore ahead = new Semaphore(MOST_AHEAD);
    private final CompletableFuture<Void> underWay = new CompletableFuture<>();
    private final Socket socket;

    /** The number of whole answers, once the server has ended in order. */
    final CompletableFuture<Integer> answers = new CompletableFuture<>();

    private FrameClient(Socket socket) {
        this.socket = socket;
    }

    /** Begins, and waits until it is answered. */
    static FrameClient begin(ServerProcess server) throws IOException {
        var client = new FrameClient(server.connect());
        thread(client::send);
        thread(client::receive);
        client.underWay.join();
        return client;
    }

    private static void thread(Runnable work) {
        var thread = new Thread(work, "frames");
        thread.setDaemon(true);
        thread.start();
    }

    private void send() {
        ByteBuffer frame = ByteBuffer.allocate(4 + FRAME_BYTES).putInt(0, FRAME_BYTES);
        try {
            for (int number = 0; ; number++) {
                ahead.acquireUninterruptibly();
                socket.getOutputStream().write(frame.putInt(4, number).array());
            }
        } catch (IOException e) {
            // The server has ended, or the one who receives has found that it did.
        }
    }

    private void receive() {
        int number = 0;
        try (socket) {
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            for (int first; (first = in.read()) >= 0; number++) {
                byte[] rest = new byte[3 + FRAME_BYTES];
                in.readFully(rest); // throws at an end inside of a frame
                assertThat(ByteBuffer.wrap(rest).getInt(3)).isEqualTo(number);
                ahead.release();
                if (number == 1000) underWay.complete(null);
            }
            answers.complete(number);
        } catch (IOException | AssertionError e) {
            answers.completeExceptionally(e);
            underWay.completeExceptionally(e);
        } finally {
            ahead.release(MOST_AHEAD); // who sends finds that the socket is closed
        }
    }
}
