package dev.penstock.apps.sim;

import dev.penstock.sim.Dice;
import dev.penstock.sim.SimNetwork;
import dev.penstock.sim.SimSocket;
import dev.penstock.sim.SimulationFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Somebody in a chat: says lines at their times, cut anyhow, and reads eagerly, slowly, or not for a while. */
final class ChatPeer {
    private static final long MS = 1_000_000;

    private final SimNetwork network;
    private final int number;
    private final Dice dice;
    private final SimSocket socket;
    private final int slowly; // bytes that it reads at once, if it does not read all
    private final long stallFrom;
    private final long stallTo;
    private final StringBuilder partial = new StringBuilder();
    private final ByteBuffer scratch = ByteBuffer.allocate(4 << 10);
    private byte[] unsent = new byte[0];
    private int said;
    private boolean isLeaving;
    private boolean isEager;
    private boolean isPlanned;
    private boolean isOver;
    final List<String> received = new ArrayList<>();
    boolean sawEnd;
    boolean sawReset;

    ChatPeer(SimNetwork network, int number, Dice dice, InetSocketAddress local, InetSocketAddress server) {
        this.network = network;
        this.number = number;
        this.dice = dice;
        this.isEager = dice.chance(700);
        this.slowly = (int) dice.magnitude(50, 1_000);
        boolean stalls = dice.chance(300);
        this.stallFrom = stalls ? dice.magnitude(100 * MS, 5_000 * MS) : 0;
        this.stallTo = stalls ? stallFrom + dice.magnitude(MS, 60_000 * MS) : 0;
        this.socket = network.connect(local, server);
        socket.sendBuffer((int) dice.magnitude(1 << 10, 16 << 10));
        socket.receiveBuffer((int) dice.magnitude(1 << 10, 4 << 10));
        socket.watch(() -> network.in(0, this::react));
        if (dice.chance(900)) say("/nick n" + number);
        network.at(stallTo, this::react);
        long at = 0;
        for (int lines = (int) dice.magnitude(1, 400); lines > 0; lines--) {
            at += dice.magnitude(MS, dice.chance(512) ? 20 * MS : 1_000 * MS);
            network.at(at, () -> say(line()));
        }
        network.at(at + dice.magnitude(MS, 40_000 * MS), this::leave);
    }

    private String line() {
        String tag = "#" + number + "." + said++ + "#" + "x".repeat((int) dice.magnitude(1, 150));
        return switch (dice.below(16)) {
            case 0 -> "/join " + dice.oneOf("lobby", "den", "Den", "attic");
            case 1 -> "/me " + dice.oneOf("", "*** forged ") + tag;
            case 2 -> "/msg n" + dice.below(12) + " " + tag;
            case 3 -> "*** forged " + tag;
            case 4 ->
                dice.oneOf(
                        "/nick ***",
                        "/nick *",
                        "/nick *** server",
                        "/nick a:b",
                        "/nick /x",
                        "/who",
                        "/rooms",
                        "/nonsense");
            case 5 -> "//" + tag;
            case 6 -> dice.oneOf("/nick n" + number + "x" + said, "");
            default -> tag;
        };
    }

    private void say(String line) {
        if (isLeaving) return;
        byte[] more = (line + dice.oneOf("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(unsent, unsent.length + more.length);
        System.arraycopy(more, 0, all, unsent.length, more.length);
        unsent = all;
        send();
    }

    private void leave() {
        switch (dice.below(8)) {
            case 0 -> {
                isLeaving = isOver = true;
                socket.abort();
            }
            case 1 -> say("/quit good night");
            case 2 -> {} // stays
            default -> {
                isLeaving = true;
                send();
            }
        }
    }

    private void react() {
        if (isOver || !socket.isEstablished()) return;
        send();
        if (!isOver) read();
    }

    private void send() {
        if (isOver || !socket.isEstablished()) return;
        try {
            int most = dice.chance(512) ? unsent.length : Math.min(unsent.length, dice.between(0, 40));
            int taken = most == 0 ? 0 : socket.write(ByteBuffer.wrap(unsent, 0, most), most);
            unsent = java.util.Arrays.copyOfRange(unsent, taken, unsent.length);
            if (unsent.length > 0 && most < unsent.length + taken) network.in(5 * MS, this::send);
            if (unsent.length == 0 && isLeaving) socket.shutdownOutput();
        } catch (IOException e) {
            over(true);
        }
    }

    private void read() {
        long now = network.clock().elapsed();
        if (now >= stallFrom && now < stallTo) return;
        try {
            for (int got; (got = socket.read(scratch.clear(), isEager ? 4 << 10 : slowly)) != 0; ) {
                if (got < 0) {
                    sawEnd = true;
                    over(false);
                    return;
                }
                accept(scratch.flip());
                if (!isEager) {
                    readLater();
                    return;
                }
            }
        } catch (IOException e) {
            over(true);
        }
    }

    private void readLater() {
        if (isPlanned) return;
        isPlanned = true;
        network.in(200 * MS, () -> {
            isPlanned = false;
            react();
        });
    }

    private void accept(ByteBuffer bytes) {
        partial.append(StandardCharsets.UTF_8.decode(bytes));
        for (int end; (end = partial.indexOf("\n")) >= 0; partial.delete(0, end + 1)) {
            String line = partial.substring(0, end);
            boolean isForged = line.startsWith("*** ") && line.contains("#") && !line.startsWith("*** to ");
            if (isForged) throw new SimulationFailure("peer " + number + " got what looks like the server's: " + line);
            received.add(line);
        }
    }

    private void over(boolean isReset) {
        sawReset |= isReset;
        isOver = true;
        socket.close();
    }

    /** The world ends: takes what is left. */
    void drain() {
        isEager = true;
        react();
    }

    @Override
    public String toString() {
        return "peer " + number;
    }
}
