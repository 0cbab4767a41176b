package dev.penstock.sim;

/** Whoever takes what it is sent is answered soon, and so is another thread: whatever the neighbours do. */
final class LatencyOracle implements Oracle {
    private static final long TASK_BOUND = 20 * Plan.MS;
    private static final long ANSWER_BOUND = 150 * Plan.MS;

    private final World world;
    private long worst;

    LatencyOracle(World world) {
        this.world = world;
    }

    void ran(long nanos) {
        if (nanos > TASK_BOUND) world.fail("a task from another thread waited " + nanos / 1_000 + " us");
    }

    /** A peer that takes turns has its answer. */
    void answered(Peer peer, long nanos) {
        worst = Math.max(worst, nanos);
        boolean isFirst = peer.receiving().received() == peer.sending().sent() && peer.visit == null;
        if (isFirst || world.plan().pausing() > 0) return;
        long sinceConnected = world.elapsed();
        long bound = ANSWER_BOUND + 8 * world.plan().weather().maxDelay();
        if (nanos > bound && sinceConnected > bound)
            world.fail(
                    "peer " + peer + " waited " + nanos / 1_000 + " us for its answer; the bound is " + bound / 1_000);
    }
}
