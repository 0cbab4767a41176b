package dev.penstock.apps.framed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that are too long, too slow or never end: what becomes of their senders, and what they cost. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
final class FramedLimitsTest {
    private static final byte[] HI = "hi".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(ints = {1_000_001, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xFFFFFFFF})
    void shouldDeliverEarlierRepliesThenCloseOneThatClaimsTooMuch(int claim) throws Exception {
        try (var server = ServerProcess.start(FramedServer.class, "--port", "0", "--log-level", "info");
                var peer = new FramedPeer(server)) {
            byte[] big = FramedPeer.payload(1_000_000, 1);
            peer.send(FramedPeer.glue(
                    FramedPeer.frame(HI), FramedPeer.frame(big), FramedPeer.header(claim), new byte[100]));
            peer.expect(HI);
            peer.expect(big);
            peer.expectEnd();
            awaitLeft(server, peer, "frame too long");
        }
    }

    @Test
    void shouldSayWhyItClosesOneThatEndsInsideOfAFrame() throws Exception {
        try (var server = ServerProcess.start(FramedServer.class, "--port", "0", "--log-level", "info");
                var peer = new FramedPeer(server)) {
            peer.send(FramedPeer.glue(FramedPeer.frame(HI), FramedPeer.header(10), HI));
            peer.endInput();
            peer.expect(HI);
            peer.expectEnd();
            awaitLeft(server, peer, "unfinished frame");
        }
    }

    @Test
    void shouldCloseOneWhoseFrameTakesTooLong() throws Exception {
        try (var server = ServerProcess.start(
                        FramedServer.class, "--port", "0", "--frame-timeout", "500ms", "--log-level", "info");
                var patient = new FramedPeer(server);
                var peer = new FramedPeer(server)) {
            patient.send(FramedPeer.frame(HI));
            patient.expect(HI);
            peer.send(FramedPeer.glue(FramedPeer.frame(HI), FramedPeer.header(10), HI));
            long start = System.nanoTime();
            peer.expect(HI);
            peer.expectEnd();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(400), Duration.ofSeconds(5));
            awaitLeft(server, peer, "frame timeout");
            patient.send(FramedPeer.frame(HI)); // who has begun none may take his time
            patient.expect(HI);
        }
    }

    @Test
    void shouldCloseOneWhoseFrameComesTooSlowly() throws Exception {
        try (var server = ServerProcess.start(
                        FramedServer.class, "--port", "0", "--min-frame-rate", "1k", "--log-level", "info");
                var peer = new FramedPeer(server)) {
            peer.send(FramedPeer.glue(FramedPeer.header(1_000_000), HI));
            peer.expectEnd();
            awaitLeft(server, peer, "frame timeout");
        }
    }

    /** Memory follows what has arrived, not what was claimed: a gigabyte here. */
    @Test
    void shouldHoldNoMemoryForAThousandClaims() throws Exception {
        try (var server = ServerProcess.start(FramedServer.class, "--port", "0")) {
            List<FramedPeer> peers = new ArrayList<>();
            try {
                for (int i = 0; i < 200; i++) peers.add(claimant(server)); // what the JVM needs once
                long before = server.memory("VmRSS");
                for (int i = 0; i < 1000; i++) peers.add(claimant(server));
                assertThat(server.memory("VmRSS") - before).isLessThan(20 << 20);
                byte[] rest = new byte[999_990];
                peers.get(500).send(rest);
                peers.get(500).receive(); // each is still served
            } finally {
                for (FramedPeer peer : peers) peer.close();
            }
        }
    }

    private static FramedPeer claimant(ServerProcess server) throws IOException {
        var peer = new FramedPeer(server);
        peer.send(FramedPeer.glue(FramedPeer.frame(HI), FramedPeer.header(1_000_000), new byte[10]));
        peer.expect(HI); // so the claim was read as well
        return peer;
    }

    private static void awaitLeft(ServerProcess server, FramedPeer peer, String reason) {
        String left = "info: framed: 127.0.0.1:" + peer.localPort() + " left (" + reason + ")\n";
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> server.errors().contains(left));
    }
}
