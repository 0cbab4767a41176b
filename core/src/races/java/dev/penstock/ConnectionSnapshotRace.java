package dev.penstock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IJI_Result;

/** After an hour of silence a peer is sent three bytes: nobody sees them wait since the hour began. */
@JCStressTest
@Outcome(
        id = {"0, 0, 0", "3, 0, 3", "3, 0, 0", "0, 0, 3"},
        expect = ACCEPTABLE)
@Outcome(expect = FORBIDDEN, desc = "bytes wait since before they were there, or fewer than none wait")
@State
public class ConnectionSnapshotRace {
    private static final ConnectionTerms TERMS = new ConnectionTerms(ListenerOptions.builder()
            .hosts(java.util.List.of("127.0.0.1"))
            .policy(SlowPeerPolicy.dropNewest(2 << 10, Duration.ofHours(2)))
            .build());

    private final StillNetwork network = new StillNetwork();
    private final Reactor reactor = network.open();
    private final Connection connection =
            new Connection(reactor, TERMS, null, new InetSocketAddress("127.0.0.1", 1), 0);

    public ConnectionSnapshotRace() {
        network.nanos = Duration.ofHours(1).toNanos();
        reactor.runOnce(Duration.ZERO);
    }

    @Actor
    public void write() {
        connection.write(ByteBuffer.wrap(new byte[3]));
    }

    @Actor
    public void read(IJI_Result result) {
        ConnectionSnapshot snapshot = connection.snapshot();
        result.r1 = (int) snapshot.bytesQueued();
        result.r2 = snapshot.sinceProgress().toMinutes();
        result.r3 = (int) reactor.snapshot().get(Metric.BYTES_QUEUED);
    }

    @Arbiter
    public void free() {
        reactor.output.drop(connection);
        reactor.budget.forget(connection);
    }
}
