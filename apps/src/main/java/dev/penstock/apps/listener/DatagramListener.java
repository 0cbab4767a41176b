package dev.penstock.apps.listener;

import dev.penstock.AddressFormat;
import dev.penstock.DatagramEndpoint;
import dev.penstock.DatagramHandler;
import dev.penstock.DatagramOptions;
import dev.penstock.ListenException;
import dev.penstock.Metric;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import dev.penstock.ReactorSnapshot;
import dev.penstock.SafeText;
import dev.penstock.ShutdownReport;
import dev.penstock.apps.cli.ListenAddresses;
import dev.penstock.apps.cli.Rates;
import dev.penstock.apps.cli.RunOptions;
import dev.penstock.apps.cli.ServerDefaults;
import dev.penstock.apps.cli.ServerKind;
import dev.penstock.apps.cli.ServerLife;
import dev.penstock.apps.cli.Sizes;
import dev.penstock.apps.cli.StandardOutput;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints each datagram that arrives, a line each, and may send it back. */
@Command(
        name = "listener",
        description =
                "Prints each UDP datagram that arrives on standard output: who sent it, how long it is, and what it"
                        + " says.",
        footer = {
            "",
            "SIZE is 65536, 64k, 1m or 2g (powers of 1024); DURATION is 500ms, 30s, 5m or 1h.",
            "Exit status: 0 stopped by a signal, 1 could not start, 2 usage, 128 + signal on a second signal."
        },
        defaultValueProvider = DatagramListener.Defaults.class)
public final class DatagramListener implements DatagramHandler, ServerKind, Callable<Integer> {
    private static final int MAX_REPLY_RATE = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--reply", description = "Send each datagram back to where it came from.")
    private boolean isReplying;

    @Option(
            names = "--reply-rate",
            paramLabel = "N/s",
            converter = Rates.class,
            defaultValue = "10/s",
            description = "With --reply: most replies to one sender, of the last 4096, in a second. Default:"
                    + " ${DEFAULT-VALUE}, as anybody can write another's address on a datagram.")
    private int replyRate;

    @Mixin
    private ListenAddresses addresses;

    @Option(
            names = "--receive-buffer",
            paramLabel = "SIZE",
            converter = Sizes.class,
            defaultValue = "256k",
            description =
                    "The kernel's receive buffer for each address, where datagrams wait; what it has no room for is"
                            + " lost without a word. 0 leaves it to the system, which may cut what is asked for. Default:"
                            + " ${DEFAULT-VALUE}, some of the longest or some hundred short ones.")
    private long receiveBuffer;

    @Mixin
    private RunOptions runOptions;

    private Consumer<String> printing;
    private Reactor reactor;
    private List<DatagramEndpoint> endpoints;
    private ReplyRate rate; // null where nothing is answered
    private long overRate;

    @Override
    public Integer call() throws InterruptedException {
        StandardOutput output = StandardOutput.open();
        printTo(output::println);
        int status = new ServerLife(addresses, runOptions, spec.commandLine()).run(this);
        output.flush(StandardOutput.FLUSH_TIMEOUT);
        return status;
    }

    /** Where what arrives is printed, line by line; must not wait. */
    void printTo(Consumer<String> lines) {
        printing = lines;
    }

    @Override
    public Reactor open() throws ListenException {
        if (replyRate < 1 || replyRate > MAX_REPLY_RATE)
            throw new IllegalArgumentException("--reply-rate must be 1/s to " + MAX_REPLY_RATE + "/s");
        if (!isReplying && spec.commandLine().getParseResult().hasMatchedOption("--reply-rate"))
            throw new IllegalArgumentException("--reply-rate is about replies; it needs --reply");
        rate = isReplying ? new ReplyRate(replyRate) : null;
        DatagramOptions options = DatagramOptions.builder()
                .receiveBuffer(Sizes.ofBuffer("receiveBuffer", receiveBuffer))
                .build();
        reactor = Reactor.open(ReactorOptions.builder().name("listener").build());
        endpoints = reactor.bindDatagrams(addresses.hosts(), addresses.port(), options, this);
        return reactor;
    }

    @Override
    public void onDatagram(DatagramEndpoint endpoint, SocketAddress sender, ByteBuffer data) {
        String from = AddressFormat.format(sender);
        String text = StandardCharsets.UTF_8.decode(data.duplicate()).toString();
        printing.accept(from + " " + data.remaining() + " bytes: " + SafeText.escape(text));
        if (rate == null) return;
        if (!rate.allows(from, reactor.options().clock().nanoTime())) {
            overRate++;
            return;
        }
        endpoint.send(data, sender); // else it is dropped, which the reactor counts
    }

    @Override
    public String readyLine() {
        return endpoints.stream()
                .map(Object::toString)
                .collect(Collectors.joining(", ", "listener server listening on ", ""));
    }

    @Override
    public String figures(ReactorSnapshot snapshot) {
        String in = snapshot.get(Metric.DATAGRAMS_IN) + " datagrams in, " + snapshot.get(Metric.BYTES_IN) + " bytes in";
        return rate == null ? in : in + ", " + replies(snapshot);
    }

    @Override
    public Duration drainTimeout() {
        return Duration.ZERO; // nothing is queued
    }

    @Override
    public String summary(ShutdownReport report) {
        ReactorSnapshot snapshot = reactor.snapshot();
        String received = snapshot.get(Metric.DATAGRAMS_IN) + " datagrams received";
        return rate == null ? received : received + ", " + replies(snapshot);
    }

    private String replies(ReactorSnapshot snapshot) {
        return snapshot.get(Metric.DATAGRAMS_OUT) + " answered, " + overRate + " over the reply rate, "
                + snapshot.get(Metric.DATAGRAMS_DROPPED) + " replies dropped";
    }

    static final class Defaults extends ServerDefaults {
        Defaults() {
            super(Map.of("--port", "4950"));
        }
    }
}
