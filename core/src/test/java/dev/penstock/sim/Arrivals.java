package dev.penstock.sim;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The peers of a world: who they are, when each connects to the server, and which of them the reactor is to connect to instead. */
final class Arrivals {
    private static final int FIRST_PORT = 10_000;

    private final World world;
    private final Dice later;
    private final Dice latest;
    private final List<Peer> peers = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();

    Arrivals(World world, Dice later, Dice latest) {
        this.world = world;
        this.later = later;
        this.latest = latest;
    }

    void plan() {
        Plan plan = world.plan();
        ChatPlan chat = plan.chat();
        InetSocketAddress first = server(plan.listener().port());
        InetSocketAddress second = chat == null || chat.secondPolicy() == null ? first : server(ChatPlan.SECOND_PORT);
        for (int i = 0; i < plan.peers(); i++) plan(i, first, second);
    }

    private void plan(int number, InetSocketAddress first, InetSocketAddress second) {
        Plan plan = world.plan();
        Dice dice = world.dice();
        ChatPlan chat = plan.chat();
        Character character = Character.any(dice);
        if (chat != null && later.chance(300)) character = later.oneOf(Character.OF_A_CHAT);
        var peer = new Peer(world, number, character, character.draw(dice));
        peers.add(peer);
        if (chat != null) peer.stay(later.magnitude(Plan.MS, chat.mostStay()));
        InetSocketAddress server = second == first || later.chance(512) ? first : second;
        var local = new InetSocketAddress(address(dice.below(plan.addresses())), FIRST_PORT + number);
        int drawn = (int) dice.magnitude(2 << 10, 16 << 10);
        boolean isEven = chat != null && chat.even() > 0;
        int buffer = isEven ? Integer.highestOneBit(drawn) : drawn;
        long at = (dice.next() >>> 1) % plan.arrivals();
        if (latest.chance(plan.calling())) call(new Call(world, peer, local, buffer, latest), at);
        else world.network().at(at, () -> peer.connect(local, server, buffer));
    }

    private void call(Call call, long at) {
        calls.add(call);
        call.listen();
        world.reactor().schedule(Duration.ofNanos(at), call::begin);
    }

    static InetSocketAddress server(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    Peer peerAt(InetSocketAddress address) {
        return peers.get(address.getPort() - FIRST_PORT);
    }

    List<Peer> peers() {
        return peers;
    }

    List<Call> calls() {
        return calls;
    }
}
