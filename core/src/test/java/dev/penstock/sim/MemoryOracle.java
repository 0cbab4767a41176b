package dev.penstock.sim;

import dev.penstock.Metric;
import dev.penstock.ReactorSnapshot;
import java.util.List;

/** No peer has more than its limit queued, the pool is never over its budget, and what is counted is what there is. */
final class MemoryOracle implements Oracle {
    private static final int CHUNK = 2 << 10;

    private final World world;

    MemoryOracle(World world) {
        this.world = world;
    }

    @Override
    public void atTurn() {
        long queued = 0;
        long most = 0; // that the pool may hold for what has arrived
        List<Visit> visits = world.handlers().visits();
        for (int i = 0; i < visits.size(); i++) {
            Visit visit = visits.get(i);
            if (visit.isOver()) continue;
            long waiting = visit.connection.snapshot().bytesQueued();
            queued += waiting;
            long kept = visit.frameTime.mostKept();
            visit.mostWaiting = waiting == 0 ? 0 : Math.max(visit.mostWaiting, waiting);
            most += (kept > 0 ? 4 * kept + CHUNK : 0) + (waiting > 0 ? 5 * visit.mostWaiting + 4 * CHUNK : 0);
            if (waiting > visit.policy.hardLimit())
                world.fail(waiting + " bytes wait for " + visit.peer + ", the limit is " + visit.policy.hardLimit());
            // Upon a verdict the queue is dropped at once, and the connection closed within some turns.
            if (waiting == 0 && visit.owed > visit.socket.written()) visit.isCondemned = true;
            if (visit.isCondemned && waiting == 0) continue;
            if (waiting != visit.owed - visit.socket.written())
                world.fail(waiting + " bytes wait for " + visit.peer + ", and it is owed "
                        + (visit.owed - visit.socket.written()));
        }
        ReactorSnapshot counts = world.reactor().snapshot();
        if (counts.get(Metric.BYTES_QUEUED) < queued)
            world.fail("BYTES_QUEUED is " + counts.get(Metric.BYTES_QUEUED) + " while " + queued + " wait");
        if (counts.get(Metric.POOL_USED) > world.plan().maxQueued())
            world.fail("the pool holds " + counts.get(Metric.POOL_USED) + " of "
                    + world.plan().maxQueued());
        if (world.guest() != null && counts.get(Metric.POOL_USED) > most)
            world.fail("the pool holds " + counts.get(Metric.POOL_USED) + ", for what arrived it may be " + most);
        if (counts.get(Metric.OPEN) > world.plan().maxConnections())
            world.fail(counts.get(Metric.OPEN) + " connections, the limit is "
                    + world.plan().maxConnections());
        if (counts.get(Metric.SPINS) > 0) world.fail("the loop spun");
    }
}
