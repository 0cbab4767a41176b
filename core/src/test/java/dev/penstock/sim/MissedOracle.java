package dev.penstock.sim;

import dev.penstock.ConnectionState;
import dev.penstock.Metric;
import java.util.List;

/** Who missed something is told as soon as there is room, and at the end every message is received, told as missed, or untold. */
final class MissedOracle implements Oracle {
    private static final long SLACK = 200 * Plan.MS;

    private final World world;

    MissedOracle(World world) {
        this.world = world;
    }

    @Override
    public void atTurn() {
        world.rooms().check();
        List<Visit> visits = world.handlers().visits();
        for (int i = 0; i < visits.size(); i++) if (visits.get(i).isAlive()) watch(visits.get(i));
    }

    private void watch(Visit visit) {
        visit.followSoftLimit(visit.owed - visit.socket.written());
        ConnectionState state = visit.connection.state();
        visit.followQuiet();
        if (visit.isCondemned) return;
        if (state != ConnectionState.OPEN && state != ConnectionState.HALF_CLOSED) return;
        // In other worlds nobody sees that a queue was emptied and filled again within one turn.
        boolean isWatched = world.plan().chat() != null;
        if (isWatched && visit.isOverSoftLimitFor(visit.policy.softTime().toNanos() + SLACK))
            world.fail("too much waits for " + visit.peer + " for longer than the soft limit's time");
        boolean mayBeTold = visit.ledger.untoldMessages() > 0
                && !visit.isWaitedFor()
                && !world.plan().mayRunShort();
        if (!mayBeTold) visit.tellableSince = -1;
        else if (visit.tellableSince < 0) visit.tellableSince = world.elapsed();
        else if (world.elapsed() - visit.tellableSince > SLACK)
            world.fail(visit.peer + " is not told what it missed although nothing waits for it");
    }

    @Override
    public void atEnd() {
        long messages = 0;
        long bytes = 0;
        for (Visit visit : world.handlers().visits()) {
            messages += visit.ledger.missedMessages();
            bytes += visit.ledger.missedBytes();
            if (world.plan().chat() != null) judge(visit);
        }
        equal("MESSAGES_MISSED", messages, world.reactor().snapshot().get(Metric.MESSAGES_MISSED));
        equal("BYTES_MISSED", bytes, world.reactor().snapshot().get(Metric.BYTES_MISSED));
    }

    private void judge(Visit visit) {
        Account account = visit.peer.receiving().account();
        long known = account.messages() + account.toldMessages() + visit.unannounced + visit.ledger.untoldMessages();
        boolean hasAll = visit.peer.receiving().received() == visit.owed;
        if (hasAll ? known != visit.ledger.said() : known > visit.ledger.said())
            world.fail("peer " + visit.peer + " got " + account.messages() + " messages, was told of "
                    + account.toldMessages() + " missed, and not of " + visit.ledger.untoldMessages() + ": of "
                    + visit.ledger.said());
    }

    private void equal(String what, long expected, long actual) {
        if (expected != actual) world.fail(what + " is " + actual + ", should be " + expected);
    }
}
