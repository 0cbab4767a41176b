package dev.penstock.sim;

import dev.penstock.Metric;
import java.util.List;

/** Nothing hangs: what waits either moves or ends by its deadline. */
final class DeadlineOracle implements Oracle {
    private static final long SLACK = 200 * Plan.MS;

    private final World world;

    DeadlineOracle(World world) {
        this.world = world;
    }

    @Override
    public void atTurn() {
        List<Visit> visits = world.handlers().visits();
        for (int i = 0; i < visits.size(); i++) {
            Visit visit = visits.get(i);
            if (!visit.isOver()) watch(visit);
        }
        if (!world.isShuttingDown()) return;
        long deadline = world.shutdownAt() + world.plan().shutdownWithin() + SLACK;
        if (world.elapsed() > deadline) world.fail("the reactor outlives the deadline of its shutdown");
    }

    private void watch(Visit visit) {
        SimSocket socket = visit.socket;
        long quiet = world.elapsed() - socket.lastMoved();
        boolean isWaitedFor = socket.written() < visit.owed;
        if (isWaitedFor
                && world.elapsed() - socket.lastWritten() > world.plan().stall() + SLACK
                && quiet > world.plan().stall() + SLACK)
            world.fail(visit.peer + " has taken nothing for " + quiet / Plan.MS + " ms while bytes wait");
        long idle = world.plan().idle();
        if (idle > 0 && world.plan().pausing() == 0 && socket.unread() == 0 && !isWaitedFor && quiet > idle + SLACK)
            world.fail(visit.peer + " has been idle for " + quiet / Plan.MS + " ms");
        boolean hasInput = socket.unread() > 0 || socket.hasEndArrived() || socket.isReset();
        boolean isFree =
                world.plan().pausing() == 0 && world.reactor().snapshot().get(Metric.PAUSED_BY_BUDGET) == 0;
        if (hasInput
                && isFree
                && !isWaitedFor
                && quiet > world.plan().stall() + world.plan().linger() + SLACK
                && sinceHeard(visit) > SLACK) world.fail(visit.peer + " is not heard for " + quiet / Plan.MS + " ms");
    }

    private long sinceHeard(Visit visit) {
        return world.elapsed() - visit.socket.lastArrival();
    }
}
