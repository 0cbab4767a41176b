package dev.penstock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports to be asked for by their numbers. */
final class FreePort {
    private static final int FIRST = 10_000;
    private static final int END = 30_000;

    private FreePort() {}

    /**
     * One that is free on every address, and not one of those that the kernel gives to whoever asks for any: nobody takes it
     * before the test does.
     */
    static int find() {
        while (true) {
            try (var socket = new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST, END))) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // Another, then.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
