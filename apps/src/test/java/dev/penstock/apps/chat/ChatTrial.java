package dev.penstock.apps.chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.ListenException;
import dev.penstock.ListenerOptions;
import dev.penstock.Metric;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import dev.penstock.ReactorSnapshot;
import dev.penstock.SlowPeerPolicy;
import dev.penstock.sim.SimNetwork;
import dev.penstock.sim.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chat on a network where nothing surprising happens: one member listens, and two say what they are told. Looks at what each of
 * them hears, and at the memory that is held.
 */
final class ChatTrial {
    private static final int PORT = 9_000;
    private static final int FIRST_PORT = 10_000;
    private static final int SPEAKERS = 2;
    private static final long ON_THE_WIRE = 2_000; // a calm network's delay is half of it
    private static final Pattern RENAMED = Pattern.compile("(?m)^\\*\\*\\* \\S+ is now (\\S+)$");
    private static final int NARROW = 1 << 10; // of a socket's buffer: soon full
    private static final int SMALLEST_CHUNK = 1 << 10;

    private final ChatOptions options;
    private final boolean isRaw;
    private final boolean isNarrow;
    private final SimNetwork network = new SimNetwork(1, Weather.calm());
    private final Reactor reactor;
    private final List<ChatEar> ears = new ArrayList<>();
    private boolean isDeaf; // the listener reads nothing yet
    private Throwable failure; // the first that the reactor has reported

    /**
     * @param options what holds in the chat
     * @param chat makes the handlers of its connections
     * @param isRaw whether any byte may be heard, and no line is the server's
     * @param isNarrow whether the listener reads only at the end
     */
    ChatTrial(
            ChatOptions options,
            Function<Reactor, Function<Connection, ConnectionHandler>> chat,
            boolean isRaw,
            boolean isNarrow) {
        this.options = options;
        this.isRaw = isRaw;
        this.isNarrow = isNarrow;
        this.isDeaf = isNarrow;
        this.reactor = Reactor.open(ReactorOptions.builder()
                .provider(network)
                .clock(network.clock())
                .errorHandler(this::onError)
                .readBuffer(4 << 10)
                .taskQueueCapacity(64)
                .maxQueued(8 << 20)
                .build());
        var listening = ListenerOptions.builder()
                .hosts(List.of("127.0.0.1"))
                .port(PORT)
                .sendBuffer(isNarrow ? NARROW : ChatEar.BUFFER)
                .receiveBuffer(ChatEar.BUFFER)
                .policy(SlowPeerPolicy.dropOldest(options.hardLimit(), Duration.ofDays(1)))
                .maxReadBuffer(Chat.readBuffer(options));
        try {
            reactor.listen(listening.build(), chat.apply(reactor));
        } catch (ListenException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i <= SPEAKERS; i++) {
            int buffer = isNarrow && i == 0 ? NARROW : ChatEar.BUFFER;
            ears.add(new ChatEar(network, FIRST_PORT + i, PORT, buffer));
        }
        turn();
    }

    private void onError(Connection connection, Throwable thrown) {
        if (failure == null) failure = thrown;
    }

    /** One of the speakers, 0 or 1, sends some bytes, unless its connection has ended. */
    void say(int speaker, byte[] bytes) {
        if (bytes.length > 0 && ears.get(1 + speaker).send(bytes)) turn();
    }

    /** The speakers leave; returns what each member has heard, the listener first. */
    List<String> end() {
        for (int i = 1; i <= SPEAKERS; i++) {
            ears.get(i).leave();
            turn();
        }
        isDeaf = false;
        turn();
        ChatEar listener = ears.get(0);
        if (!isRaw) requireAlone(listener);
        listener.leave();
        turn();
        List<String> heard = new ArrayList<>();
        for (ChatEar ear : ears) heard.add(isRaw ? ear.bytes() : text(ear));
        requireNothingLeft();
        return heard;
    }

    /** Of whoever has left there is neither a name nor a room: all rooms may be opened anew, and any name be taken. */
    private void requireAlone(ChatEar listener) {
        String me = "127.0.0.1:" + FIRST_PORT;
        ask(listener, "/who", "*** lobby: " + me);
        ask(listener, "/rooms", "*** lobby (1)");
        for (int i = 1; i < options.maxRooms(); i++) ask(listener, "/join " + i, "*** you are in " + i);
        Matcher renamed = RENAMED.matcher(new String(listener.bytes().getBytes(ISO_8859_1), UTF_8));
        String name = null;
        while (renamed.find()) name = renamed.group(1);
        if (name != null && ("/nick " + name).getBytes(UTF_8).length <= options.maxLine())
            ask(listener, "/nick " + name, "*** " + me + " is now " + name);
    }

    private void ask(ChatEar listener, String command, String answer) {
        listener.send((command + "\n").getBytes(UTF_8));
        turn();
        byte[] expected = (answer + "\n").getBytes(UTF_8);
        if (!listener.bytes().endsWith(new String(expected, ISO_8859_1)))
            throw new AssertionError("left alone, " + command + " is answered: " + listener.bytes());
    }

    /** Each line is one that may be heard. */
    private static String text(ChatEar ear) {
        String text = ear.text();
        if (!text.endsWith("\n")) throw new AssertionError("a line without an end: " + text);
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            String complaint = SafeLines.complaint(line);
            if (complaint != null) throw new AssertionError(complaint);
        }
        return text;
    }

    private void requireNothingLeft() {
        if (get(Metric.OPEN) + get(Metric.LINGERING) != 0) throw new AssertionError("a connection is never closed");
        if (get(Metric.POOL_USED) != 0) throw new AssertionError(get(Metric.POOL_USED) + " bytes are never given back");
    }

    private void turn() {
        for (long before = -1; before != movements(); ) {
            before = movements();
            network.pass(ON_THE_WIRE);
            reactor.runOnce(Duration.ZERO);
            for (int i = isDeaf ? 1 : 0; i < ears.size(); i++) ears.get(i).hear();
        }
        if (failure != null) throw new AssertionError("the reactor reports " + failure, failure);
        checkMemory();
    }

    private long movements() {
        ReactorSnapshot now = reactor.snapshot();
        return now.get(Metric.ACCEPTED)
                + now.get(Metric.BYTES_IN)
                + now.get(Metric.BYTES_OUT)
                + now.get(Metric.TASKS)
                + now.get(Metric.CLOSED);
    }

    /** What waits is for the listener alone; what is kept are the beginnings of the speakers' lines. */
    private void checkMemory() {
        long queued = get(Metric.BYTES_QUEUED);
        long mostQueued = isNarrow ? options.hardLimit() : 0;
        if (queued > mostQueued) throw new AssertionError(queued + " bytes wait, should be at most " + mostQueued);
        long used = get(Metric.POOL_USED);
        long mostKept = SPEAKERS * Math.max(SMALLEST_CHUNK, 4L * options.maxLine());
        long mostUsed = mostKept + (queued == 0 ? 0 : 5 * mostQueued);
        if (used > mostUsed) throw new AssertionError(used + " bytes are held, should be at most " + mostUsed);
    }

    private long get(Metric metric) {
        return reactor.snapshot().get(metric);
    }
}
