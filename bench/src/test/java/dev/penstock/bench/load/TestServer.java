package dev.penstock.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A server that is as right or as wrong as a test wants: a thread for each connection. */
final class TestServer implements AutoCloseable {
    /** What it does with a connection, which is closed afterwards. */
    interface Talk {
        void with(Socket socket) throws Exception;
    }

    private final ServerSocket listener;
    private final List<Socket> sockets = new ArrayList<>();

    TestServer(Talk talk) {
        try {
            listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(() -> {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                synchronized (sockets) {
                    sockets.add(socket);
                }
                start(() -> {
                    try (socket) {
                        talk.with(socket);
                    }
                });
            }
        });
    }

    /** Sends everything back. */
    static void echo(Socket socket) throws IOException {
        socket.getInputStream().transferTo(socket.getOutputStream());
    }

    /** Reads and never answers. */
    static void swallow(Socket socket) throws IOException {
        byte[] bytes = new byte[1 << 16];
        while (socket.getInputStream().read(bytes) >= 0) continue;
    }

    int port() {
        return listener.getLocalPort();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                // The peer or the test has closed it.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        synchronized (sockets) {
            for (Socket socket : sockets) socket.close();
        }
    }
}
