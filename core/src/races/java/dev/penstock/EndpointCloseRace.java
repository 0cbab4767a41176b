package dev.penstock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** An endpoint is closed while the reactor ends, which closes it too: nobody is told that a task was refused. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE)
@Outcome(expect = FORBIDDEN, desc = "who closes it is punished for being late")
@State
public class EndpointCloseRace {
    private static final DatagramChannel CLOSED = closed();

    private final StillNetwork network = new StillNetwork();
    private final Reactor reactor = network.open();
    private final DatagramEndpoint endpoint =
            new DatagramEndpoint(reactor, CLOSED, (from, sender, data) -> {}, null, null);

    private static DatagramChannel closed() {
        try {
            DatagramChannel channel = DatagramChannel.open();
            channel.close();
            return channel;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Actor
    public void close(I_Result result) {
        while (reactor.inLoop()) Thread.yield();
        try {
            endpoint.close();
        } catch (RejectedExecutionException e) {
            result.r1 = 1;
        }
    }

    @Actor
    public void end() {
        reactor.runOnce(Duration.ZERO);
        reactor.shutdown(Duration.ZERO);
        network.run(reactor);
    }
}
