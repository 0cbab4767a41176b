package dev.penstock.apps.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.AddressFormat;
import dev.penstock.ConnectOptions;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import dev.penstock.SlowPeerPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A conversation with a server that serves one client. */
final class Talk implements AutoCloseable {
    /** What the server does; the connection is closed after that. */
    interface Server {
        void serve(Socket socket) throws IOException;
    }

    private final Outcome outcome;
    private final Reactor reactor;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    private Conversation conversation;
    private Thread loop;

    Talk(Server server) throws IOException {
        this(null, server);
    }

    /** @param mustBeSent what the server may not end before */
    Talk(String mustBeSent, Server server) throws IOException {
        outcome = new Outcome(mustBeSent);
        reactor = Reactor.open(ReactorOptions.builder()
                .name("client")
                .maxQueued(4 << 20)
                .errorHandler(outcome::contained)
                .build());
        Thread serving = new Thread(() -> {
            try (Socket socket = listening.accept()) {
                server.serve(socket);
            } catch (SocketException e) {
                // The client has gone, or nobody came.
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        serving.setDaemon(true);
        serving.start();
    }

    Sink sink() {
        return new ChannelSink(Channels.newChannel(received));
    }

    void begin(Source source, Sink sink) {
        conversation = new Conversation(reactor, source, sink, outcome, connection -> {});
        var options = ConnectOptions.builder()
                .policy(SlowPeerPolicy.pauseInput(256 << 10, Duration.ofDays(1)))
                .build();
        reactor.connect(listening.getLocalSocketAddress(), options, conversation, failure -> {
            throw new AssertionError(failure.message());
        });
        loop = reactor.start();
    }

    void converse(Source source) throws InterruptedException {
        begin(source, sink());
        awaitEnd();
    }

    void awaitEnd() throws InterruptedException {
        loop.join(20_000);
        assertThat(loop.isAlive()).as("the reactor has ended").isFalse();
        conversation.awaitSink();
    }

    /** Waits until a count has begun and does not grow any more. */
    void awaitStandstill(LongSupplier count) {
        long[] before = {0};
        await().pollInterval(Duration.ofMillis(200))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    long last = before[0];
                    before[0] = count.getAsLong();
                    return last > 0 && last == before[0];
                });
    }

    Conversation conversation() {
        return conversation;
    }

    byte[] received() {
        return received.toByteArray();
    }

    String failure() {
        return outcome.failure();
    }

    String peer() {
        return AddressFormat.format(listening.getLocalSocketAddress());
    }

    @Override
    public void close() throws IOException {
        listening.close();
        reactor.shutdown(Duration.ZERO).join();
    }
}
