package dev.penstock.sim;

import dev.penstock.ConnectionOptions;
import dev.penstock.Metric;
import java.util.List;

/** A frame that was begun ends in time, or its sender does. */
final class FrameTimeOracle implements Oracle {
    private static final long SLACK = 200 * Plan.MS;
    private static final long GRACE = 5 * Plan.SECOND; // until the rate of a frame's bytes counts

    private final World world;

    FrameTimeOracle(World world) {
        this.world = world;
    }

    /** How long the frame that a peer has begun may take. */
    static long most(World world, Visit visit) {
        ConnectionOptions options = world.plan().listener().connection();
        long timeout = options.frameTimeout().toNanos();
        long most = timeout > 0 ? timeout : Long.MAX_VALUE;
        long kept = visit.socket.readSoFar() - visit.consumed;
        int rate = options.minFrameRate();
        return rate == 0 ? most : Math.min(most, GRACE + kept * Plan.SECOND / rate);
    }

    @Override
    public void atTurn() {
        // Who waits for memory is not read, and the clock stands still; nobody outside knows for how long.
        boolean mayHaveWaited = world.reactor().snapshot().get(Metric.PAUSED_BY_BUDGET) > 0;
        if (world.guest() == null || mayHaveWaited || world.isShuttingDown()) return;
        List<Visit> visits = world.handlers().visits();
        for (int i = 0; i < visits.size(); i++) if (visits.get(i).isAlive()) watch(visits.get(i));
    }

    private void watch(Visit visit) {
        if (visit.connection.isClosing() || !visit.frameTime.isRunning()) return;
        long most = most(world, visit);
        if (most != Long.MAX_VALUE && visit.frameTime.nanos() > most + SLACK)
            world.fail(visit.peer + " has not ended a frame for " + visit.frameTime.nanos() / Plan.MS + " ms");
    }
}
