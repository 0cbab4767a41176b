package dev.penstock.sim;

import dev.penstock.Metric;
import java.util.List;

/** Nothing hangs: what waits either moves or ends by its deadline. */
final class DeadlineOracle implements Oracle {
    private static final long SLACK = 200 * Plan.MS;

    private final World world;
    private long roomySince; // since when there is memory for whoever waits for it

    DeadlineOracle(World world) {
        this.world = world;
    }

    @Override
    public void atTurn() {
        if (!isRoomy()) roomySince = world.elapsed();
        List<Visit> visits = world.handlers().visits();
        for (int i = 0; i < visits.size(); i++) if (visits.get(i).isAlive()) watch(visits.get(i));
        if (!world.isShuttingDown()) return;
        long deadline = world.shutdownAt() + world.plan().shutdownWithin() + SLACK;
        if (world.elapsed() > deadline) world.fail("the reactor outlives the deadline of its shutdown");
    }

    private void watch(Visit visit) {
        Plan plan = world.plan();
        SimSocket socket = visit.socket;
        long now = world.elapsed();
        long stalled = !visit.isWaitedFor() ? 0 : now - Math.max(visit.waitingSince, socket.lastWritten());
        if (stalled > visit.policy.stallTimeout().toNanos() + SLACK)
            world.fail(visit.peer + " has taken nothing for " + stalled / Plan.MS + " ms while bytes wait");

        // Input that the handler has paused may lie there, and neither it nor the idle time counts.
        if (visit.isPaused || visit.isWaitedFor()) return;
        long quiet = now - Math.max(socket.lastMoved(), Math.max(visit.openedAt, visit.resumedAt));
        boolean hasInput = socket.isReadable();
        // Whoever waits for memory is not idle, and waits for those who hold it: as long as these move at all.
        boolean mayHaveWaited = world.reactor().snapshot().get(Metric.PAUSED_BY_BUDGET) > 0;
        if ((mayHaveWaited && now - roomySince <= SLACK) || world.isShuttingDown()) return;
        if (visit.isRefused && quiet > SLACK)
            world.fail(visit.peer + " has not heard for " + quiet / Plan.MS + " ms that there is room");
        if (!hasInput && !mayHaveWaited && plan.idle() > 0 && quiet > plan.idle() + SLACK)
            world.fail(visit.peer + " has been idle for " + quiet / Plan.MS + " ms");
        if (hasInput && Math.min(quiet, now - socket.lastArrival()) > SLACK)
            world.fail(visit.peer + " is not heard for " + quiet / Plan.MS + " ms");
    }

    /** Whether the budget has room for any that may wait for it. */
    private boolean isRoomy() {
        Plan plan = world.plan();
        long used = world.reactor().snapshot().get(Metric.POOL_USED);
        long most =
                4L * Math.max(plan.listener().connection().maxReadBuffer(), plan.hardLimit()) + 8L * plan.readBuffer();
        return used <= plan.maxQueued() / 2 && used + most <= plan.maxQueued();
    }
}
