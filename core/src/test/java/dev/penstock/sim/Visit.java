package dev.penstock.sim;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.SlowPeerPolicy;
import dev.penstock.SlowPeerPolicy.AtLimit;

/** One connection as its handler has seen it. */
final class Visit {
    final Peer peer;
    final SimSocket socket; // the server's end
    final SlowPeerPolicy policy;
    final Ledger ledger;
    Connection connection;
    boolean isCalled; // we have called the peer
    boolean isOpened;
    boolean hasThrown;
    boolean isCondemned; // its queue was dropped before its connection is closed
    boolean isCompared; // with what others held when its queue was dropped
    Visit larger; // somebody who held more then, or null
    long waitedBefore; // bytes at the end of the last turn
    long waitedLongBefore; // and at the end of the one before
    long writtenBefore;
    boolean isClosedByTask;
    boolean isAbortedByTask;
    boolean isRefused; // what it wrote was not taken whole, and it has not heard since that there is room
    boolean wasRefused; // at any time
    boolean isPaused; // by itself
    long resumedAt;
    int closes;
    CloseReason reason;
    long openedAt;
    long waitingSince; // when the bytes that wait began to
    long closedAt;
    long owed; // bytes that the reactor has taken to deliver
    long consumed; // bytes that the handler has consumed
    int answered; // messages that the reactor has taken
    int question; // the message that is being answered
    int copies; // answers to it so far
    long unannounced; // missed messages that the handler was told of, and the peer was not
    boolean hasMissedWhenTold; // of that it is told when something else happens to it, lest it be told in every turn
    long longestQuiet; // between two movements of its socket
    final Answers answers = new Answers(); // what a guest's peer is to get, so far
    long mostWaiting; // bytes at once, since none waited
    CloseReason due; // why a guest must have closed it
    final FrameTime frameTime;
    private long lastMoved;
    int farewells; // messages after the end of the input
    boolean hasEndedOutput; // and only listens
    long endedOutputAt;
    boolean isGone; // nothing can be written to it any more
    boolean isOverHardLimit; // a message would have crossed it
    long overSoftLimitSince = -1;
    long tellableSince = -1; // when it could be told what it missed, and was not

    private final World world;

    Visit(World world, Peer peer, Connection connection) {
        this.world = world;
        this.peer = peer;
        this.connection = connection;
        this.socket = peer.socket().other();
        this.policy = world.plan().policyAt(peer.socket().remote().getPort());
        this.ledger = new Ledger(world, this);
        this.frameTime = new FrameTime(world);
    }

    boolean isOver() {
        return closes > 0;
    }

    /** Nothing can be written any more, and nobody waits for room. */
    void endedOutput() {
        hasEndedOutput = true;
        endedOutputAt = world.elapsed();
        isGone = true;
        isRefused = false;
        frameTime.stopped(isPaused);
    }

    /** Whether its handler does not close it although both sides have ended: the reactor does. */
    boolean isLeftToEnd() {
        return hasEndedOutput && peer.number() % 2 == 0;
    }

    /** The reactor has taken more to deliver. */
    void owe(int bytes, long now) {
        if (!isWaitedFor()) waitingSince = now;
        owed += bytes;
    }

    /** So much waits now: a soft limit may be crossed, or crossed back. */
    void followSoftLimit(long waiting) {
        boolean isOver = policy.atLimit() == AtLimit.DISCONNECT && waiting > policy.softLimit();
        if (!isOver) overSoftLimitSince = -1;
        else if (overSoftLimitSince < 0) overSoftLimitSince = world.elapsed();
    }

    /** After each turn: follows when its socket moved. */
    void followQuiet() {
        if (lastMoved == socket.lastMoved()) return;
        if (lastMoved > 0) longestQuiet = Math.max(longestQuiet, socket.lastMoved() - lastMoved);
        lastMoved = socket.lastMoved();
    }

    boolean isOverSoftLimitFor(long nanos) {
        return overSoftLimitSince >= 0 && world.elapsed() - overSoftLimitSince > nanos;
    }

    /** Whether the handler is at work: one that could not be made never hears of its connection. */
    boolean isAlive() {
        return isOpened && closes == 0;
    }

    /** Whether bytes wait for the peer. */
    boolean isWaitedFor() {
        return socket.written() < owed;
    }
}
