package dev.penstock.apps.sim;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ListenException;
import dev.penstock.ListenerOptions;
import dev.penstock.Metric;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import dev.penstock.SlowPeerPolicy;
import dev.penstock.apps.chat.Chat;
import dev.penstock.apps.chat.ChatOptions;
import dev.penstock.apps.chat.Motd;
import dev.penstock.sim.Dice;
import dev.penstock.sim.ForeignThread;
import dev.penstock.sim.SimNetwork;
import dev.penstock.sim.SimulationFailure;
import dev.penstock.sim.Weather;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A chat and its members in a seeded world. Who is in a room hears, in order and once, what the others say there, or is told how
 * much it has missed; nobody hears anything else, and nobody sounds like the server.
 */
final class ChatWorld {
    private static final long SECOND = 1_000_000_000;
    private static final int FIRST_PORT = 10_000;
    private static final int PORT = 9_000;

    private final Dice dice;
    private final SimNetwork network;
    private final Reactor reactor;
    private final SlowPeerPolicy policy;
    private final ChatOptions options;
    private final ChatModel model = new ChatModel();
    private final List<ChatPeer> peers = new ArrayList<>();
    private SimulationFailure failure;

    private ChatWorld(long seed, Consumer<String> listener) {
        this.dice = new Dice(seed);
        this.network = new SimNetwork(dice.next(), Weather.draw(dice));
        if (listener != null) network.trace().tell(listener);
        this.reactor = Reactor.open(ReactorOptions.builder()
                .provider(network)
                .clock(network.clock())
                .errorHandler(this::onError)
                .maxQueued(16 << 20)
                .readBuffer(4 << 10)
                .build());
        int hardLimit = (int) dice.magnitude(2 << 10, 16 << 10);
        Duration stall = Duration.ofNanos(dice.magnitude(5 * SECOND, 60 * SECOND));
        this.policy = switch (dice.below(4)) {
            case 0 -> SlowPeerPolicy.dropNewest(hardLimit, stall);
            case 1 -> SlowPeerPolicy.disconnect(hardLimit, hardLimit / 4, Duration.ofSeconds(10), stall);
            default -> SlowPeerPolicy.dropOldest(hardLimit, stall);
        };
        int rate = dice.chance(200) ? dice.between(1, 50) : 0;
        this.options = new ChatOptions(256, 1024, 0, rate, Motd.NONE, hardLimit);
    }

    /** One for each seed, for whoever has planted a bug. */
    static final class Life implements LongConsumer {
        @Override
        public void accept(long seed) {
            live(seed, null);
        }
    }

    /** Lives through one; throws {@link SimulationFailure} when something is wrong. */
    static void live(long seed, Consumer<String> listener) {
        try (var foreign = new ForeignThread()) {
            new ChatWorld(seed, listener).run(foreign);
        } catch (ListenException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(ForeignThread foreign) throws ListenException {
        var chat = new Chat(reactor, options);
        ListenerOptions listening = ListenerOptions.builder()
                .hosts(List.of("127.0.0.1"))
                .port(PORT)
                .policy(policy)
                .maxReadBuffer(Chat.readBuffer(options))
                .sendBuffer((int) dice.magnitude(2 << 10, 8 << 10))
                .receiveBuffer((int) dice.magnitude(2 << 10, 16 << 10))
                .build();
        reactor.listen(listening, connection -> new ChatMember(model, chat.handlerFor(connection), connection));
        for (int i = dice.between(3, 12); i > 0; i--) {
            network.at((dice.next() >>> 1) % (5 * SECOND), this::connect);
        }
        network.interruptAt(90 * SECOND, () -> foreign.run(() -> reactor.shutdown(Duration.ofSeconds(5))));
        while (reactor.runOnce()) check();
        for (ChatPeer peer : peers) peer.drain();
        network.pass(100 * SECOND);
        check();
        end();
    }

    private void connect() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        int number = peers.size();
        peers.add(new ChatPeer(
                network,
                number,
                dice.split(),
                new InetSocketAddress(loopback, FIRST_PORT + number),
                new InetSocketAddress(loopback, PORT)));
    }

    private void onError(Connection connection, Throwable thrown) {
        if (thrown instanceof java.io.IOException || failure != null) return;
        failure = thrown instanceof SimulationFailure found
                ? found
                : new SimulationFailure("the reactor reports " + thrown + " of " + connection);
    }

    private void check() {
        if (failure != null) throw failure;
        if (network.failure() != null) throw network.failure();
    }

    private void end() {
        long missed = 0;
        for (ChatMember member : model.members()) {
            if (member.reason == null) throw new SimulationFailure(member.name + " has no end");
            missed += member.told + member.untold;
            int port = ((InetSocketAddress) member.connection.remoteAddress()).getPort();
            judge(peers.get(port - FIRST_PORT), member);
        }
        long counted = reactor.snapshot().get(Metric.MESSAGES_MISSED);
        if (missed != counted) throw new SimulationFailure(counted + " were missed, and told or untold " + missed);
        if (reactor.snapshot().get(Metric.POOL_USED) != 0) throw new SimulationFailure("memory is not given back");
    }

    /** Every line that it got is the next that it was to get, those it missed left out; and these it was told of. */
    private static void judge(ChatPeer peer, ChatMember member) {
        int next = 0;
        int heard = 0;
        long told = 0;
        for (String line : peer.received) {
            if (line.startsWith("*** ")) {
                if (line.startsWith("*** you missed ")) told += Long.parseLong(line.split(" ")[3]);
                continue;
            }
            while (next < member.expected.size() && !member.expected.get(next).equals(line)) next++;
            if (next++ == member.expected.size())
                throw new SimulationFailure(
                        peer + " got a line twice, in disorder, spoilt, or of another room: " + line);
            heard++;
        }
        boolean isWhole = peer.sawEnd && !peer.sawReset && !isAborted(member.reason);
        if (!isWhole) return;
        if (told != member.told)
            throw new SimulationFailure(peer + " was told of " + told + " lines, not " + member.told);
        long lacking = member.expected.size() - heard;
        if (lacking > told + member.untold)
            throw new SimulationFailure(
                    peer + " lacks " + lacking + " lines, and was told of " + told + ", and not of " + member.untold);
    }

    private static boolean isAborted(CloseReason reason) {
        return switch (reason) {
            case CONNECTION_RESET, STALLED, SLOW_PEER, MEMORY_PRESSURE, HANDLER_FAILED -> true;
            default -> false;
        };
    }
}
