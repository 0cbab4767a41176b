package dev.penstock.sim;

import dev.penstock.CloseReason;
import dev.penstock.sim.Manners.Ending;

/** A connection ends for the reason that is given, and not before its time. */
final class VerdictOracle implements Oracle {
    private static final long TOLERANCE = 20 * Plan.MS; // a turn uses the time at which it began

    private final World world;

    VerdictOracle(World world) {
        this.world = world;
    }

    void closed(Visit visit, CloseReason reason) {
        if (visit.closes > 1) world.fail("onClosed " + visit.closes + " times for " + visit.peer);
        world.trace().add("closed " + reason, visit.socket.number(), visit.owed);
        SimSocket socket = visit.socket;
        boolean isVerdict = reason == CloseReason.MEMORY_PRESSURE
                || reason == CloseReason.STALLED
                || reason == CloseReason.SLOW_PEER;
        // Whoever is aborted already, or is found broken when asked to make room, ends for that, and makes room all the
        // same.
        boolean isBroken = reason == CloseReason.CONNECTION_RESET && socket.isReset();
        if (visit.isCondemned && !isVerdict && !isBroken && !visit.isAbortedByTask)
            world.fail("the queue of " + visit.peer + " was dropped, and it ended as " + reason);
        visit.followQuiet();
        boolean isRight = switch (reason) {
            case END_OF_INPUT -> socket.hasEndArrived() && isDue(visit, reason);
            case CLOSED_BY_SERVER ->
                visit.isClosedByTask && (!visit.isCalled || visit.isAbortedByTask) || visit.due == reason;
            case CLOSED_BY_CLIENT -> visit.isCalled && visit.isClosedByTask;
            case CONNECTION_RESET -> socket.isReset();
            case STALLED ->
                socket.written() < visit.owed
                        && sinceProgress(visit) >= visit.policy.stallTimeout().toNanos() - TOLERANCE
                        && wasOffered(socket);
            case IDLE -> world.plan().idle() > 0 && quiet(visit) >= world.plan().idle() - TOLERANCE;
            case HANDLER_FAILED -> visit.hasThrown;
            case SHUTDOWN -> world.isShuttingDown() && (isForced() || !visit.isRefused);
            case MEMORY_PRESSURE -> world.plan().mayRunShort();
            case SLOW_PEER ->
                visit.isOverHardLimit
                        || visit.isOverSoftLimitFor(visit.policy.softTime().toNanos() - TOLERANCE);
            case FRAME_TOO_LONG -> visit.due == reason;
            case UNFINISHED_FRAME -> visit.due == reason && socket.hasEndArrived();
            case FRAME_TIMEOUT ->
                visit.frameTime.isRunning()
                        && visit.frameTime.nanos() >= FrameTimeOracle.most(world, visit) - TOLERANCE;
            case READ_BUFFER_FULL -> false;
        };
        if (!isRight) world.fail(visit.peer + " was ended as " + reason + " for no such reason");
        if (reason == CloseReason.END_OF_INPUT && socket.written() != visit.owed)
            world.fail(visit.peer + " was ended although " + (visit.owed - socket.written()) + " bytes wait");
    }

    private boolean isDue(Visit visit, CloseReason reason) {
        return world.guest() == null || visit.due == reason;
    }

    /** How long nothing moved. A peer that was idle while bytes waited for it may still have taken them before its end. */
    private long quiet(Visit visit) {
        long last = world.elapsed() - visit.socket.lastMoved();
        return world.plan().chat() == null ? last : Math.max(last, visit.longestQuiet);
    }

    private long sinceProgress(Visit visit) {
        return world.elapsed() - Math.max(visit.waitingSince, visit.socket.lastWritten());
    }

    /** Whether the kernel can't have been asked in vain: some take nothing although there is room. */
    private boolean wasOffered(SimSocket socket) {
        return world.plan().weather().emptyWrite() > 0 || !socket.hasSpace();
    }

    /** Whether the shutdown waits for nobody any more. */
    private boolean isForced() {
        return world.elapsed() >= world.shutdownAt() + world.plan().shutdownWithin();
    }

    @Override
    public void atEnd() {
        for (Peer peer : world.peers()) judge(peer);
    }

    private void judge(Peer peer) {
        Visit visit = peer.visit;
        if (visit == null) return;
        if (visit.isOpened && visit.closes != 1) world.fail("onClosed " + visit.closes + " times for " + peer);
        long received = peer.receiving().received();
        if (received > visit.owed) world.fail("peer " + peer + " got more than was written");
        if (peer.hasSeenEnd() && !peer.hasSeenReset() && received != visit.owed)
            world.fail("peer " + peer + " saw the end after " + received + " bytes of " + visit.owed);
        if (visit.reason == CloseReason.END_OF_INPUT) judgeAnswered(peer, visit);
        if (mayCountOnLingering(peer, visit) && received != visit.owed)
            world.fail("peer " + peer + " read all the time and got " + received + " bytes of " + visit.owed);
    }

    /**
     * Whether the server has ended it in order, while it may still have been sending: then only lingering keeps what it was
     * sent from being destroyed.
     */
    private boolean mayCountOnLingering(Peer peer, Visit visit) {
        Plan plan = world.plan();
        if (visit.reason == null) return false;
        boolean isOrderly = switch (visit.reason) {
            case CLOSED_BY_SERVER, CLOSED_BY_CLIENT -> !visit.isAbortedByTask;
            case HANDLER_FAILED, FRAME_TOO_LONG, FRAME_TIMEOUT, UNFINISHED_FRAME -> true;
            default -> false;
        };
        boolean hasTime = plan.linger() >= 3 * Plan.SECOND
                && (!world.isShuttingDown() || visit.closedAt + 3 * Plan.SECOND < world.shutdownAt())
                && plan.maxConnections() > plan.peers(); // or who lingers makes room
        return isOrderly
                && hasTime
                && peer.manners().isEager()
                && peer.manners().ending() == Ending.HALF_CLOSE;
    }

    /** The server says that it has answered everything: then everything was heard, and everything arrives. */
    private void judgeAnswered(Peer peer, Visit visit) {
        if (peer.hasHalfClosed() && visit.consumed != peer.sending().sent())
            world.fail("peer " + peer + " sent " + peer.sending().sent() + " bytes, and " + visit.consumed
                    + " were consumed");
        boolean isListening = peer.hasHalfClosed() && peer.manners().readChunk() > 0;
        if (isListening && peer.receiving().received() != visit.owed)
            world.fail("peer " + peer + " got " + peer.receiving().received() + " bytes of " + visit.owed
                    + " although all was well");
        if (isListening && peer.manners().ending() == Ending.HALF_CLOSE && peer.hasSeenReset())
            world.fail("peer " + peer + " was reset although all was well");
    }
}
