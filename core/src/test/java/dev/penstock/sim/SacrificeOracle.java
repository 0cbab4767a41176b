package dev.penstock.sim;

import dev.penstock.CloseReason;
import dev.penstock.SlowPeerPolicy.AtLimit;
import java.util.List;

/** Who is ended for its memory is one of those that hold most: nobody holds twice as much and stays. */
final class SacrificeOracle implements Oracle {
    private final World world;

    SacrificeOracle(World world) {
        this.world = world;
    }

    @Override
    public void atTurn() {
        List<Visit> visits = world.handlers().visits();
        for (int i = 0; i < visits.size(); i++) {
            Visit visit = visits.get(i);
            if (visit.isOver()) continue;
            if (visit.isCondemned && !visit.isCompared) compare(visit);
        }
        for (int i = 0; i < visits.size(); i++) {
            Visit visit = visits.get(i);
            if (visit.isOver()) continue;
            visit.writtenBefore = visit.socket.written();
            visit.waitedLongBefore = visit.waitedBefore;
            visit.waitedBefore = visit.owed - visit.writtenBefore;
        }
    }

    void closed(Visit visit, CloseReason reason) {
        if (reason != CloseReason.MEMORY_PRESSURE) return;
        // Who must have all or nothing goes for its own want of memory. Whose oldest are dropped may have held most a
        // moment ago.
        if (visit.policy.atLimit() == AtLimit.DISCONNECT || visit.policy.atLimit() == AtLimit.DROP_OLDEST) return;
        if (!visit.isCompared) compare(visit);
        if (visit.larger != null)
            world.fail(visit.peer + " is ended for its memory, and " + visit.larger.peer + " holds more");
    }

    /** In the turn in which its queue was dropped: looks for somebody who held more all the time. */
    private void compare(Visit visit) {
        visit.isCompared = true;
        long most = Math.max(visit.waitedBefore, visit.owed - visit.socket.written())
                + 2L * world.plan().listener().connection().maxReadBuffer();
        List<Visit> visits = world.handlers().visits();
        for (int i = 0; i < visits.size(); i++)
            if (visits.get(i) != visit && leastOf(visits.get(i)) >= 2 * most) visit.larger = visits.get(i);
    }

    /**
     * The least that waited for it at any time in this turn, its kept input left out. What it was sent at the very end of the
     * last one, when it had been settled, does not count yet.
     */
    private static long leastOf(Visit visit) {
        if (!visit.isAlive() || visit.isCondemned || visit.policy.atLimit() == AtLimit.DROP_OLDEST) return 0;
        long before = Math.min(visit.waitedBefore, visit.waitedLongBefore);
        long unsent = before - (visit.socket.written() - visit.writtenBefore);
        return Math.min(unsent, visit.connection.snapshot().bytesQueued());
    }
}
