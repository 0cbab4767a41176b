package dev.penstock.apps.framed;

import dev.penstock.apps.ServerProcess;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames come back whole and in order, however TCP glues or splits them. */
@Timeout(60)
final class FramedServerTest {
    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.start(FramedServer.class, "--port", "0");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64 << 10, 1_000_000})
    void shouldReturnAFrame(int length) throws Exception {
        try (var peer = new FramedPeer(server)) {
            for (int i = 0; i < 20; i++) {
                byte[] payload = FramedPeer.payload(length, i);
                peer.send(FramedPeer.frame(payload));
                peer.expect(payload);
            }
            peer.endInput();
            peer.expectEnd();
        }
    }

    @Test
    void shouldKeepGluedFramesApart() throws Exception {
        byte[][] payloads = new byte[1000][];
        byte[][] frames = new byte[1000][];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = FramedPeer.payload(i % 300, i);
            frames[i] = FramedPeer.frame(payloads[i]);
        }
        try (var peer = new FramedPeer(server)) {
            peer.send(FramedPeer.glue(frames));
            peer.endInput();
            for (byte[] payload : payloads) peer.expect(payload);
            peer.expectEnd();
        }
    }

    @Test
    void shouldJoinSplitFrames() throws Exception {
        byte[] first = FramedPeer.payload(7, 1);
        byte[] second = FramedPeer.payload(100_000, 2);
        byte[] both = FramedPeer.glue(FramedPeer.frame(first), FramedPeer.frame(second));
        var random = new Random(3);
        try (var peer = new FramedPeer(server)) {
            for (int at = 0; at < both.length; ) {
                // The headers and the first payload byte by byte, each a packet of its own: TCP_NODELAY.
                int n = at < 20 ? 1 : Math.min(both.length - at, 1 + random.nextInt(5000));
                peer.send(Arrays.copyOfRange(both, at, at + n));
                at += n;
                if (at == 11) peer.expect(first);
            }
            peer.expect(second);
        }
    }

    /** Sixteen megabytes against a hard limit of four: the peer is not read until it reads, and nothing is lost or swapped. */
    @Test
    void shouldAnswerInOrderAPeerThatReadsLate() throws Exception {
        try (var peer = new FramedPeer(server);
                var other = new FramedPeer(server)) {
            CompletableFuture<Void> sender = async(() -> {
                for (int i = 0; i < 16; i++) peer.send(FramedPeer.frame(FramedPeer.payload(1_000_000, i)));
                peer.endInput();
                return null;
            });
            // Meanwhile others are served.
            byte[] small = FramedPeer.payload(100, 99);
            for (int i = 0; i < 2000; i++) {
                other.send(FramedPeer.frame(small));
                other.expect(small);
            }
            for (int i = 0; i < 16; i++) peer.expect(FramedPeer.payload(1_000_000, i));
            peer.expectEnd();
            sender.join();
        }
    }

    @Test
    void shouldAnswerOneThatSendsWithoutPause() throws Exception {
        try (var peer = new FramedPeer(server)) {
            CompletableFuture<Void> sender = async(() -> {
                var random = new Random(5);
                for (int i = 0; i < 2000; i++)
                    peer.send(FramedPeer.frame(FramedPeer.payload(random.nextInt(40_000), i)));
                peer.endInput();
                return null;
            });
            var random = new Random(5);
            for (int i = 0; i < 2000; i++) peer.expect(FramedPeer.payload(random.nextInt(40_000), i));
            peer.expectEnd();
            sender.join();
        }
    }

    private static CompletableFuture<Void> async(Callable<Void> task) {
        return CompletableFuture.runAsync(() -> {
            try {
                task.call();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }
}
