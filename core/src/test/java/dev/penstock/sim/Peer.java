package dev.penstock.sim;

import dev.penstock.sim.Manners.Ending;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Somebody who connects to the server, and behaves as its manners say. What it receives is checked byte by byte.
 */
final class Peer {
    private final World world;
    private final int number;
    private final Character character;
    private final Manners manners;
    private final Sending sending;
    private final Receiving receiving;
    private SimSocket socket;
    Visit visit; // null until the server's handler is made
    private long stay; // how long it stays when it has said everything
    private boolean isLeaving;
    private boolean hasBegun;
    private boolean isReacting;
    private boolean isSendingPlanned;
    private boolean isReadingPlanned;
    private boolean isEager;
    private boolean hasPaused;
    private long pausedUntil;
    private long askedAt;
    private long receivedBefore; // when it last asked
    private boolean isOver;
    private boolean wasRefused;
    private boolean sawEnd;
    private boolean sawReset;
    private boolean hasEnded; // it has done what its ending says

    Peer(World world, int number, Character character, Manners manners) {
        this.world = world;
        this.number = number;
        this.character = character;
        this.manners = manners;
        this.sending = new Sending(world, this, manners);
        this.receiving = new Receiving(world, this);
        this.isEager = manners.isEager();
    }

    /** Has it stay for a while when it has said everything. */
    void stay(long nanos) {
        stay = nanos;
    }

    void connect(InetSocketAddress local, InetSocketAddress server, int buffer) {
        socket = world.network().connect(local, server);
        socket.sendBuffer(buffer);
        socket.receiveBuffer(buffer);
        socket.watch(this::changed);
        world.trace().add("connects as " + character, socket.number(), number);
    }

    /** Is called by the server, and begins after a while. */
    void called(SimSocket by, int buffer, long after) {
        socket = by;
        socket.sendBuffer(buffer);
        world.trace().add("is called as " + character, socket.number(), number);
        world.network().in(after, () -> {
            socket.watch(this::changed);
            changed();
        });
    }

    private void changed() {
        if (isReacting || isOver) return;
        isReacting = true;
        world.network().in(0, this::react);
    }

    private void react() {
        isReacting = false;
        if (isOver || !socket.isConnectDone()) return;
        if (socket.hasConnectFailed()) {
            isOver = true;
            wasRefused = socket.isRefused() && !world.isShuttingDown();
            return;
        }
        if (!hasBegun) begin();
        if (isEager || manners.readGap() == 0) read();
        else planReading();
        if (!isOver && !isSendingPlanned) send();
    }

    private void begin() {
        hasBegun = true;
        if (manners.endAfter() > 0) world.network().in(manners.endAfter(), this::end);
    }

    private void send() {
        isSendingPlanned = false;
        if (isOver || hasEnded) return;
        try {
            boolean mayAsk = !manners.takesTurns() || sawEnd || receiving.isAnswered(sending);
            if (sending.isChunkSent() && !sending.isDone() && mayAsk) {
                sending.nextChunk();
                askedAt = world.elapsed();
                receivedBefore = receiving.received();
            }
            sending.push(socket);
        } catch (IOException e) {
            reset();
            return;
        }
        boolean isLast = sending.isDone() && (!manners.takesTurns() || sawEnd || receiving.isAnswered(sending));
        if (isLast && manners.endAfter() == 0) leave();
        else if ((!manners.takesTurns() || sawEnd) && sending.isChunkSent() && !sending.isDone()) planSending();
    }

    private void leave() {
        if (stay == 0) end();
        else if (!isLeaving) world.network().in(stay, this::end);
        isLeaving = true;
    }

    private void planSending() {
        isSendingPlanned = true;
        world.network().in(sending.gap(), this::send);
    }

    private void planReading() {
        if (isReadingPlanned || isOver || (manners.readChunk() == 0 && !isEager)) return;
        isReadingPlanned = true;
        world.network().in(manners.readGap(), () -> {
            isReadingPlanned = false;
            if (isOver) return;
            read();
            if (!isOver && !sawEnd && socket.isReadable()) planReading();
        });
    }

    private void read() {
        if (isOver || sawEnd || (manners.readChunk() == 0 && !isEager)) return;
        if (world.elapsed() - pausedUntil < 0 && !world.isDraining()) return;
        try {
            int got;
            do {
                int most = isEager ? Manners.EAGER : manners.readChunk();
                ByteBuffer buffer = world.scratch().clear();
                got = socket.read(buffer.limit(Math.min(most, buffer.capacity())), most);
                if (got > 0) receiving.accept(buffer.flip());
            } while (got > 0 && (isEager || manners.readGap() == 0) && !perhapsPause());
            if (got < 0) sawEnd();
        } catch (IOException e) {
            reset();
            return;
        }
        if (manners.takesTurns()) takeTurn();
    }

    private boolean perhapsPause() {
        if (manners.pauseAt() == 0 || hasPaused || world.isDraining() || receiving.received() < manners.pauseAt())
            return false;
        hasPaused = true;
        pausedUntil = world.elapsed() + manners.pauseFor();
        world.network().in(manners.pauseFor(), this::changed);
        return true;
    }

    /** The whole answer is here: how long did it take? */
    private void takeTurn() {
        if (isOver || isSendingPlanned || askedAt == 0 || !receiving.isAnswered(sending)) return;
        boolean isAnswer = world.guest() == null || receiving.received() > receivedBefore; // not all is answered there
        if (isAnswer) world.latency().answered(this, askedAt);
        askedAt = 0;
        planSending();
    }

    private void sawEnd() {
        sawEnd = true;
        if (!sending.isDone() && manners.ending() == Ending.RESET) return;
        if (!isStillHeard()) close();
        else if (!isSendingPlanned) planSending();
    }

    /** Whether the server has only ended its output, and listens to whoever has more to say. */
    private boolean isStillHeard() {
        return visit != null && visit.hasEndedOutput && !hasEnded && manners.ending() == Ending.HALF_CLOSE;
    }

    private void reset() {
        sawReset = true;
        close();
    }

    /** Does what its ending says. */
    private void end() {
        if (isOver || hasEnded) return;
        if (manners.ending() == Ending.STAY) return;
        hasEnded = true;
        switch (manners.ending()) {
            case HALF_CLOSE -> {
                socket.shutdownOutput();
                if (sawEnd) close();
            }
            case CLOSE -> close();
            case RESET -> {
                socket.abort();
                isOver = true;
            }
            case STAY -> {}
        }
    }

    private void close() {
        isOver = true;
        socket.close();
    }

    /** The world ends: whoever still reads takes what is left. */
    void drain() {
        if (isOver || socket == null || manners.readChunk() == 0) return;
        isEager = true;
        changed();
    }

    /** Whether nobody listened although the reactor was not shut down. */
    boolean wasRefused() {
        return wasRefused;
    }

    SimSocket socket() {
        return socket;
    }

    int number() {
        return number;
    }

    Character character() {
        return character;
    }

    Manners manners() {
        return manners;
    }

    Sending sending() {
        return sending;
    }

    Receiving receiving() {
        return receiving;
    }

    boolean hasSeenEnd() {
        return sawEnd;
    }

    boolean hasSeenReset() {
        return sawReset;
    }

    /** Whether its output was ended in order, with all that it had to say. */
    boolean hasHalfClosed() {
        return hasEnded && manners.ending() == Ending.HALF_CLOSE;
    }

    @Override
    public String toString() {
        return number + " (" + character + (socket == null ? "" : ", socket " + socket.number()) + ")";
    }
}
