package dev.penstock.sim;

import dev.penstock.Metric;

/** Whoever takes what it is sent is answered soon, and so is another thread: whatever the neighbours do. */
final class LatencyOracle implements Oracle {
    private static final long TASK_BOUND = 20 * Plan.MS;
    private static final long ANSWER_BOUND = 150 * Plan.MS;

    private static final long SMALLEST_WINDOW = 1 << 10; // of buffers of twice that, when told late

    private final World world;

    LatencyOracle(World world) {
        this.world = world;
    }

    void ran(long nanos) {
        if (nanos > TASK_BOUND) world.fail("a task from another thread waited " + nanos / 1_000 + " us");
    }

    /** A peer that takes turns has its answer. Time in the backlog does not count: there may have been no descriptors. */
    void answered(Peer peer, long askedAt) {
        if (world.plan().pausing() > 0 || isStarved() || isOverrun(peer.visit)) return;
        long waited = world.elapsed() - Math.max(askedAt, peer.visit.openedAt);
        long bound = ANSWER_BOUND + (8 + windows(peer)) * world.plan().weather().maxDelay();
        if (waited > bound)
            world.fail(
                    "peer " + peer + " waited " + waited / 1_000 + " us for its answer; the bound is " + bound / 1_000);
    }

    /** Whether a chat says more than a peer can take, however it reads: then it is a slow one, and its answers wait or are lost. */
    private boolean isOverrun(Visit visit) {
        return world.plan().chat() != null && (visit.wasRefused || visit.ledger.missedMessages() > 0);
    }

    /** In a chat what others say may be ahead of the answer: as much as the peer's limit, and that is all. */
    private long windows(Peer peer) {
        if (world.guest() != null)
            return 4L * world.plan().listener().connection().maxReadBuffer() / SMALLEST_WINDOW; // a frame
        return world.plan().chat() == null ? 0 : 2 * peer.visit.policy.hardLimit() / SMALLEST_WINDOW;
    }

    /** Whether memory ran out in a world that does not have a chunk or two for each peer beyond where it is tight. */
    private boolean isStarved() {
        Plan plan = world.plan();
        boolean isSmall = plan.maxQueued() / 10 < plan.peers() * 2_048L;
        return isSmall && world.reactor().snapshot().get(Metric.PAUSED_BY_BUDGET) > 0;
    }
}
