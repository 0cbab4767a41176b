package dev.penstock.sim;

/** Whoever connects is accepted soon, whatever has failed before, for as long as the reactor is not shut down. */
final class AcceptOracle implements Oracle {
    private static final long BOUND = 1_200 * Plan.MS; // the acceptor tries again within a second
    private static final long MORE = 10 * Plan.SECOND; // where accepting fails at random, time and again

    private final World world;

    AcceptOracle(World world) {
        this.world = world;
    }

    @Override
    public void atTurn() {
        if (world.isShuttingDown()) return;
        Plan plan = world.plan();
        long since = world.network().ports().waitingSince();
        if (plan.drought() > 0 && since > plan.drought() - BOUND - MORE)
            since = Math.max(since, plan.drought() + plan.droughtFor());
        long bound = BOUND + (plan.weather().acceptFailure() > 0 ? MORE : 0);
        long waited = world.elapsed() - since;
        if (waited > bound) world.fail("nobody is accepted for " + waited / Plan.MS + " ms while somebody waits");
    }

    @Override
    public void atEnd() {
        for (Peer peer : world.peers())
            if (peer.wasRefused()) world.fail("peer " + peer + " was refused although the server listens");
    }
}
