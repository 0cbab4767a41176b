package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What other threads ask for at a reactor's very end: its last tasks are run, no further ones are taken, and it has not ended yet. */
@Timeout(30)
final class LateCallTest {
    private final Reactor reactor = Reactor.open(ReactorOptions.defaults());

    @AfterEach
    void end() {
        reactor.close();
    }

    /** What another thread's call, at that moment, throws, or null. */
    private Throwable atTheEnd(Runnable call) {
        var thrown = new CompletableFuture<Throwable>();
        Runnable last = () -> {
            Thread other = new Thread(() -> thrown.complete(catchThrowable(call::run)));
            other.start();
            thrown.join();
        };
        reactor.execute(() -> reactor.execute(last)); // for the next turn, and there is none
        reactor.shutdown(Duration.ZERO);
        while (reactor.runOnce()) {}
        return thrown.getNow(new AssertionError("the last task was not run"));
    }

    @Test
    void shouldLetAListenerBeClosed() throws Exception {
        Listener listener = reactor.listen(
                ListenerOptions.builder().hosts(List.of("127.0.0.1")).build(), connection -> (c, data) -> {});
        assertThat(atTheEnd(listener::close)).isNull();
    }

    @Test
    void shouldLetAnEndpointBeClosed() throws Exception {
        var options = DatagramOptions.builder()
                .localAddress(new InetSocketAddress("127.0.0.1", 0))
                .build();
        DatagramEndpoint endpoint = reactor.bindDatagram(options, (from, sender, data) -> {});
        assertThat(atTheEnd(endpoint::close)).isNull();
    }

    /** Whoever is told that the queue is full tries again, or raises a limit that has nothing to do with it. */
    @Test
    void shouldNotBlameTheQueueForRefusingATask() {
        assertThat(atTheEnd(() -> reactor.execute(() -> {})))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("the reactor has ended");
    }

    /** Whoever loses patience with a shutdown loses it alone. */
    @Test
    void shouldGiveEachCallerAReportOfItsOwn() {
        CompletableFuture<ShutdownReport> impatient = reactor.shutdown(Duration.ZERO);
        CompletableFuture<ShutdownReport> patient = reactor.shutdown(Duration.ZERO);
        impatient.cancel(false);
        reactor.run();
        assertThat(patient).isCompletedWithValue(new ShutdownReport(0, 0, 0, 0));
        assertThatThrownBy(impatient::join).isInstanceOf(java.util.concurrent.CancellationException.class);
    }
}
