package dev.penstock.apps.client;

import dev.penstock.AddressFormat;
import dev.penstock.Connection;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import dev.penstock.ShutdownReport;
import dev.penstock.apps.cli.ExitStatus;
import dev.penstock.apps.cli.StopSignals;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** The life of a client process: connect, converse, say what went wrong. */
final class Session {
    /** 4 MiB: there is one connection, and this is the least at which its limits are never tight. */
    private static final long BUDGET = 4 << 20;

    private final ClientOptions options;
    private final Consumer<String> say;
    private final Outcome outcome;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile Conversation conversation;
    private volatile Progress progress;

    /** @param say prints a line on standard error */
    Session(ClientOptions options, Consumer<String> say) {
        this.options = options;
        this.say = say;
        this.outcome =
                new Outcome(options.file() == null ? null : options.file().toString());
    }

    /**
     * Runs it on the calling thread; returns the exit status.
     *
     * @throws IOException if it could not do its work; the message is for the user
     */
    int run(Streams streams) throws IOException, InterruptedException {
        Ends ends = Ends.of(options, streams, this::stop, this::clearProgress);
        Reactor reactor = Reactor.open(ReactorOptions.builder()
                .name("client")
                .maxQueued(BUDGET)
                .errorHandler(outcome::contained)
                .build());
        conversation = new Conversation(reactor, ends.source(), ends.sink(), outcome, this::opened);
        if (streams.isErrorTerminal() && ends.file() != null)
            progress = new Progress(System.err, ends.file(), conversation::received);
        StopSignals.handle(this::stop, this::awaitFinished);
        new Dialer(
                        reactor,
                        options.destination(),
                        options.connectOptions(),
                        options.attempts(),
                        conversation,
                        this::notYet,
                        this::unreachable)
                .dial();
        reactor.run();
        conversation.awaitSink();
        if (ends.prompt() != null) ends.prompt().leave();
        if (progress != null) progress.end();
        finished.countDown();
        return status(reactor.shutdown(Duration.ZERO).join());
    }

    private int status(ShutdownReport report) throws IOException {
        if (outcome.failure() != null) throw new IOException(outcome.failure());
        boolean isCut = outcome.isStopped() && (report.bytesDropped() > 0 || conversation.hasUnsent());
        return isCut ? ExitStatus.DROPPED : ExitStatus.OK;
    }

    private void opened(Connection connection) {
        if (options.isVerbose()) say.accept("connected to " + connection.peerName() + from(connection.localAddress()));
        if (progress != null) progress.start();
    }

    private static String from(SocketAddress local) {
        return local instanceof InetSocketAddress ? " from " + AddressFormat.format(local) : ""; // a file has none
    }

    private void notYet(String why) {
        if (options.isVerbose()) say.accept(why + "; trying again in a second");
    }

    private void unreachable(String why) {
        outcome.failed(why);
        conversation.end();
    }

    /** A signal, or Ctrl-C. */
    private void stop() {
        outcome.stopped();
        conversation.end();
    }

    private void clearProgress() {
        if (progress != null) progress.clear();
    }

    private void awaitFinished() {
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
