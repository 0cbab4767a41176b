package dev.penstock.apps.talker;

import dev.penstock.AddressFormat;
import dev.penstock.Cancellable;
import dev.penstock.DatagramEndpoint;
import dev.penstock.DatagramHandler;
import dev.penstock.DatagramOptions;
import dev.penstock.ListenException;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import dev.penstock.SendResult;
import dev.penstock.apps.cli.ExitStatus;
import dev.penstock.apps.cli.Resolver;
import dev.penstock.apps.cli.Version;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Sends a message as one datagram to the first of a host's addresses where nobody says that nobody listens.
 *
 * <p>That is all there is to know: what is not refused may still have been lost.
 */
@Command(
        name = "talker",
        description = "Sends a message as one UDP datagram, and says so when nobody is listening for it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        footer = {
            "",
            "Of several addresses the next one is tried when nobody listens at the one before.",
            "Exit status: 0 sent, 1 not sent, or nobody is listening, 2 usage."
        })
public final class Talker implements DatagramHandler, Callable<Integer> {
    /** A system where nobody listens says so within a round trip; those of one continent take less. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "HOST", description = "Whom to send it to: a name or an address.")
    private String host;

    @Parameters(
            index = "1",
            paramLabel = "MESSAGE",
            description = "What to send, in UTF-8; at most " + DatagramEndpoint.MAX_BYTES + " bytes, perhaps none.")
    private String message;

    @Option(names = "--port", paramLabel = "N", defaultValue = "4950", description = "Default: ${DEFAULT-VALUE}.")
    private int port;

    private final Queue<InetAddress> untried = new ArrayDeque<>();
    private final List<String> failures = new ArrayList<>();
    private Consumer<String> printing = System.out::println;
    private ByteBuffer data;
    private Reactor reactor;
    private Cancellable patience;
    private Throwable refusal; // why the system has just refused to send
    private boolean isSent;

    /** Where it is printed what was sent. */
    void printTo(Consumer<String> lines) {
        printing = lines;
    }

    @Override
    public Integer call() throws IOException {
        if (port < 1 || port > 65_535) throw new ParameterException(spec.commandLine(), "--port must be 1 to 65535");
        data = StandardCharsets.UTF_8.encode(message);
        if (data.remaining() > DatagramEndpoint.MAX_BYTES)
            throw new IOException("the message has " + data.remaining() + " bytes; a datagram holds at most "
                    + DatagramEndpoint.MAX_BYTES);
        untried.addAll(Resolver.resolve(host));
        reactor = Reactor.open(ReactorOptions.builder()
                .name("talker")
                .errorHandler((connection, failure) -> refusal = failure)
                .build());
        tryNext();
        reactor.run();
        if (!isSent) throw new IOException(String.join("; ", failures));
        return ExitStatus.OK;
    }

    /** Sends to the next address that takes it, and waits; or ends, when there is none. */
    private void tryNext() {
        while (!untried.isEmpty()) {
            var to = new InetSocketAddress(untried.remove(), port);
            try {
                if (isSentTo(to)) return;
            } catch (ListenException e) {
                failures.add(e.getMessage());
            }
        }
        reactor.shutdown(Duration.ZERO);
    }

    private boolean isSentTo(InetSocketAddress to) throws ListenException {
        DatagramEndpoint endpoint =
                reactor.bindDatagram(DatagramOptions.builder().remoteAddress(to).build(), this);
        String address = AddressFormat.format(to);
        SendResult result = endpoint.send(data.rewind());
        if (result != SendResult.SENT) {
            endpoint.close();
            failures.add("cannot send to " + address + ": "
                    + (result == SendResult.DROPPED ? "the system has no room for it" : refusal.getMessage()));
            return false;
        }
        printing.accept("sent " + data.limit() + " bytes to " + address);
        patience = reactor.schedule(PATIENCE, this::succeed);
        return true;
    }

    private void succeed() {
        isSent = true;
        reactor.shutdown(Duration.ZERO);
    }

    @Override
    public void onUnreachable(DatagramEndpoint endpoint) {
        if (isSent) return; // it is known already that this comes too late
        patience.cancel();
        endpoint.close();
        failures.add("nobody is listening on " + AddressFormat.format(endpoint.remoteAddress()));
        tryNext();
    }

    @Override
    public void onDatagram(DatagramEndpoint endpoint, SocketAddress sender, ByteBuffer answer) {
        // It talks, and does not listen.
    }
}
